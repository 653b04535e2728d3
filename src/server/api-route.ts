// The AWS API behind the web server.
import type { Api } from '../api/api.ts'
import type { Actor } from './actor.ts'
import type { Route } from './http-server.ts'

export function apiRoute(api: Api, actor: Actor): Route {
  return async ({ incoming, method, path, query, body }, response) => {
    const answering = api.handle({
      method,
      rawPath: path,
      query,
      headers: incoming.headers,
      body: await body(),
    })
    if (!answering) return false
    const answer = await answering
    // What was read may not be durable yet; nobody outside may know what could still be undone.
    await actor.durable()
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
    })
    response.end(answer.body)
    return true
  }
}
