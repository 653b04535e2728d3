// Asks a route of the server as a signed-in user would, without a socket.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JsonObject } from '../../src/core/json.ts'
import type { Route } from '../../src/server/http-server.ts'
import type { Sessions } from '../../src/server/sessions.ts'
import type { TestCentre } from './test-centre.ts'

export type Ask = (
  method: string,
  path: string,
  body?: JsonObject,
  user?: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ status: number; body: string; json: JsonObject; cookie: string | undefined }>

/** By the session cookie of `admin`, unless another user is named. */
export function asking(route: Route, sessions: Sessions, centre: TestCentre): Ask {
  return async (method, path, body = {}, user = 'admin', headers = {}) => {
    const [cookie] = sessions.cookieFor(centre.user(user), false).split(';')
    let status = 0
    let text = ''
    let newCookie: string | undefined
    const response = {
      headersSent: false,
      setHeader(name: string, value: string) {
        if (name === 'set-cookie') newCookie = value
      },
      writeHead(code: number) {
        status = code
      },
      end(answer = '') {
        text = String(answer)
      },
    }
    await route(
      {
        incoming: { headers: { cookie, ...headers }, socket: {} } as unknown as IncomingMessage,
        method,
        path,
        query: '',
        body: async () => Buffer.from(JSON.stringify(body)),
      },
      response as unknown as ServerResponse,
    )
    const json = text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {}
    return { status, body: text, json, cookie: newCookie }
  }
}
