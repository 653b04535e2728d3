// The chat widget's one script, for pages of any site.
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { problem, type Request } from './http-server.ts'

const FILE = 'connectwidget/static/amazon-connect-chat-interface-client.js'
/** Pages that are open keep the script they have; new ones get a new one after so many seconds. */
const KEPT_SECONDS = 300

export async function sendWidgetScript(
  webFolder: string,
  { incoming, method }: Request,
  response: ServerResponse,
): Promise<true> {
  if (method !== 'GET' && method !== 'HEAD') return problem(response, 405, 'Use GET here.')
  const script = await readFile(join(webFolder, FILE)).catch(() => undefined)
  if (!script) return problem(response, 404, 'The chat widget has not been built.')
  const isZipped = /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''))
  const body = isZipped ? await promisify(gzip)(script) : script
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': body.length,
    'cache-control': `public, max-age=${KEPT_SECONDS}`,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'accept-encoding',
    ...(isZipped && { 'content-encoding': 'gzip' }),
  })
  response.end(method === 'HEAD' ? undefined : body)
  return true
}
