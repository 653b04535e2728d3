// The participant service behind the web server.
import type { ParticipantApi } from '../api/participant/participant-api.ts'
import type { Route } from './http-server.ts'
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
