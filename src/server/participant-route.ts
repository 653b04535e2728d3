// The participant service behind the web server.
import {
  PARTICIPANT_BODY_BYTES_MAX,
  type ParticipantApi,
} from '../api/participant/participant-api.ts'
import type { HttpServerOptions, Route } from './http-server.ts'
import { reachedAt } from './reached-at.ts'

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

/** The same for requests that are written plainly. */
export function plainParticipantRoute(
  api: ParticipantApi,
): NonNullable<HttpServerOptions['plain']> {
  return {
    bodyBytesMax: PARTICIPANT_BODY_BYTES_MAX,
    route: ({ method, path, headers, body }, socket) => {
      if (!path.startsWith('/participant/')) return undefined
      return api.handle({
        method,
        rawPath: path,
        query: '',
        headers,
        body,
        // Few ask.
        get origin() {
          return reachedAt({ headers, socket }).origin
        },
        get socketOrigin() {
          return reachedAt({ headers, socket }).socketOrigin
        },
      })
    },
  }
}
