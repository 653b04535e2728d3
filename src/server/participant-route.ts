// The participant service behind the web server.
import type { Socket } from 'node:net'
import {
  PARTICIPANT_BODY_BYTES_MAX,
  type ParticipantApi,
} from '../api/participant/participant-api.ts'
import type { HttpServerOptions, Route } from './http-server.ts'
import type { PlainRequest } from './plain-request.ts'
import { isSecure, reachedAt } from './reached-at.ts'

export function participantRoute(api: ParticipantApi): Route {
  return async ({ incoming, method, path, query, body }, response) => {
    if (!path.startsWith('/participant/')) return false
    const request = { method, rawPath: path, query, headers: incoming.headers, body: await body() }
    const answer = await api.handle({ ...request, ...reachedAt(incoming) })
    if (!answer) return false
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
    })
    response.end(answer.body)
    return true
  }
}

/** Nearly all reach us at the same place. */
let last:
  | (ReturnType<typeof reachedAt> & { readonly host: string; readonly secure: boolean })
  | undefined

function reached(headers: PlainRequest['headers'], socket: Socket): ReturnType<typeof reachedAt> {
  const { host = '' } = headers
  const secure = isSecure({ headers, socket })
  if (last?.host !== host || last.secure !== secure) {
    last = { ...reachedAt({ headers, socket }), host, secure }
  }
  return last
}

/** The same for requests that are written plainly. */
export function plainParticipantRoute(
  api: ParticipantApi,
): NonNullable<HttpServerOptions['plain']> {
  return {
    bodyBytesMax: PARTICIPANT_BODY_BYTES_MAX,
    route: ({ method, path, headers, body }, socket) => {
      if (!path.startsWith('/participant/')) return undefined
      const { origin, socketOrigin } = reached(headers, socket)
      return api.handle({ method, rawPath: path, query: '', headers, body, origin, socketOrigin })
    },
  }
}
