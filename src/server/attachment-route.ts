// Where files of chats are sent to and fetched from, by links that prove themselves.

import type { Attachments } from '../api/participant/attachment/attachments.ts'
import { corsHeaders, preflight } from '../api/participant/cors.ts'
import { invalid } from '../api/participant/invalid.ts'
import { participantError } from '../api/participant/participant-api.ts'
import { addressKey } from '../api/widget/start-limits.ts'
import type { Clock } from '../io/clock.ts'
import { BodyTooLarge, type Request, type Route } from './http-server.ts'
import { steadyBody, TooSlow } from './steady-body.ts'

const PATH = /^\/participant\/attachments\/(upload|download)\/([\w.-]{1,1000})$/

export function attachmentRoute(world: {
  readonly clock: Clock
  readonly attachments: Attachments
  failed(error: unknown): void
}): Route {
  const { clock, attachments } = world
  return async (request, response) => {
    const [, what, link = ''] = PATH.exec(request.path) ?? []
    const { headers } = request.incoming
    if (what === undefined) return false
    const cors = corsHeaders({ headers })
    const send = (
      status: number,
      more: Record<string, string> = {},
      body?: Uint8Array | string,
    ) => {
      response.writeHead(status, { ...cors, ...more })
      response.end(body)
      return true
    }
    const { method } = request
    if (method === 'OPTIONS') return send(204, preflight({ headers }).headers)
    if (method !== (what === 'upload' ? 'PUT' : 'GET')) return send(405)
    try {
      if (what === 'upload') {
        await attachments.upload(link, {
          now: clock.now(),
          address: addressKey(request.incoming.socket.remoteAddress ?? ''),
          body: bytesMax => bodyOf(request, clock, bytesMax),
        })
        return send(200)
      }
      const { attachment, bytes } = await attachments.download(link, clock.now())
      return send(200, downloadHeaders(attachment), bytes)
    } catch (error) {
      const answer = participantError(error)
      if (answer.status === 500) world.failed(error)
      // What is still being sent is not read any more.
      return send(answer.status, { ...answer.headers, connection: 'close' }, answer.body)
    }
  }
}

async function bodyOf(request: Request, clock: Clock, bytesMax: number): Promise<Uint8Array> {
  const declared = Number(request.incoming.headers['content-length'] ?? 0)
  if (declared <= bytesMax) {
    try {
      return await steadyBody(request, clock, bytesMax)
    } catch (error) {
      if (error instanceof TooSlow) throw invalid('The file comes too slowly.')
      if (!(error instanceof BodyTooLarge)) throw error
    }
  }
  throw invalid(`The file has more than the ${bytesMax} bytes that were announced.`)
}

/** No browser shows it in our name, whatever is in it. */
function downloadHeaders({ name, contentType }: { name: string; contentType: string }) {
  return {
    'content-type': contentType,
    // RFC 6266 §4.3, RFC 8187.
    'content-disposition': `attachment; filename*=UTF-8''${rfc8187(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
  }
}

function rfc8187(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
