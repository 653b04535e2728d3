// The AWS API behind the web server: for whoever signs, and for our own pages' signed-in users.
import type { IncomingMessage } from 'node:http'
import type { Api } from '../api/api.ts'
import type { Caller } from '../api/operation-context.ts'
import type { Actor } from './actor.ts'
import type { Route } from './http-server.ts'

/** `signedIn` tells who a page's user is, if the request comes from one of our pages. */
export function apiRoute(
  api: Api,
  actor: Actor,
  signedIn: (incoming: IncomingMessage) => Caller | undefined,
): Route {
  return async ({ incoming, method, path, query, body }, response) => {
    const caller = incoming.headers.authorization === undefined ? signedIn(incoming) : undefined
    const answering = api.handle(
      {
        method,
        rawPath: path,
        query,
        headers: incoming.headers,
        body: await body(),
        address: incoming.socket.remoteAddress,
      },
      caller,
    )
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
