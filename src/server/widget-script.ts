// The chat widget's one script, for pages of any site.
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { CompressedFiles } from './compressed-file.ts'
import { problem, type Request } from './http-server.ts'

const FILE = 'connectwidget/static/amazon-connect-chat-interface-client.js'
/** Pages that are open keep the script they have; new ones get a new one after so many seconds. */
const KEPT_SECONDS = 300

export async function sendWidgetScript(
  place: { readonly folder: string; readonly files: CompressedFiles },
  { incoming, method }: Request,
  response: ServerResponse,
): Promise<true> {
  if (method !== 'GET' && method !== 'HEAD') return problem(response, 405, 'Use GET here.')
  const accepts = String(incoming.headers['accept-encoding'] ?? '')
  const script = await place.files.read(join(place.folder, FILE), accepts).catch(() => undefined)
  if (!script) return problem(response, 404, 'The chat widget has not been built.')
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': script.bytes.length,
    'cache-control': `public, max-age=${KEPT_SECONDS}`,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    ...script.headers,
  })
  response.end(method === 'HEAD' ? undefined : script.bytes)
  return true
}
