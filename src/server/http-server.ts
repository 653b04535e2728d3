// One port for everything: pages, their JSON, the WebSockets, health and figures, and the AWS API.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { ViewerSocket } from '../api/stream/metrics-streams.ts'
import type { PageSocket } from '../api/stream/page-socket.ts'
import { connectionsMax } from './connections-max.ts'
import { answerPlainRequests, type PlainOptions } from './plain-connections.ts'
import type { TlsFiles } from './tls-files.ts'

/** Larger bodies are refused; the largest the API takes is 1 MiB. */
const BODY_MAX = 1_100_000
/** Larger WebSocket messages end the connection. */
const MESSAGE_MAX = 64_000
const PING_EVERY_MS = 15_000
/** Who has not said by then what is wanted is given up; looked after as often as the other says. */
const HEADERS_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 60_000
const TIMEOUTS_CHECKED_EVERY_MS = 2_000

const TIMEOUTS = {
  keepAliveTimeout: KEEP_ALIVE_MS,
  headersTimeout: HEADERS_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUTS_CHECKED_EVERY_MS,
}

/** Answers false when the path is not its own. */
export type Route = (request: Request, response: ServerResponse) => boolean | Promise<boolean>

export interface Request {
  readonly incoming: IncomingMessage
  readonly method: string
  readonly path: string
  readonly query: string
  /** Reads the body, up to the limit (what the API takes, unless said otherwise). Rejects with `BodyTooLarge`. */
  body(bytesMax?: number): Promise<Buffer>
}

export class BodyTooLarge extends Error {}

/** Opens a stream for a page, or answers undefined when the path or the caller is wrong. */
export type OpenStream = (
  request: IncomingMessage,
  path: string,
  socket: PageSocket<object> & ViewerSocket,
) => { hear(message: unknown): void; closed(): void } | undefined

export interface HttpServerOptions {
  readonly routes: readonly Route[]
  /** Asked before the routes, for requests that are written plainly. */
  readonly plain?: Pick<PlainOptions, 'route' | 'bodyBytesMax'>
  readonly openStream: OpenStream
  /** Whether the stream may be opened at all: an answer of text is the refusal. */
  mayOpen(request: IncomingMessage, path: string): true | { status: number; sentence: string }
  failed(error: unknown): void
}

/** With a certificate it speaks HTTPS. */
export function createHttpServer(options: HttpServerOptions, tls?: TlsFiles): Server {
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    handle(options.routes, incoming, response).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) {
        problem(response, 413, 'The request is too large.')
        return
      }
      options.failed(error)
      problem(response, 500, 'Something went wrong on our side.')
    })
  }
  const server = tls
    ? createTlsServer({ ...TIMEOUTS, ...tls }, listener)
    : createServer(TIMEOUTS, listener)
  server.maxConnections = connectionsMax()
  upgrade(server, options)
  if (options.plain) {
    answerPlainRequests(server, {
      ...options.plain,
      beginMs: HEADERS_TIMEOUT_MS,
      idleMs: KEEP_ALIVE_MS,
      failed: options.failed,
    })
  }
  return server
}

async function handle(
  routes: readonly Route[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', query = ''] = splitUrl(incoming.url ?? '/')
  const request: Request = {
    incoming,
    method: incoming.method ?? 'GET',
    path,
    query,
    body: bytesMax => readBody(incoming, bytesMax),
  }
  response.setHeader('x-content-type-options', 'nosniff')
  for (const route of routes) {
    if (await route(request, response)) return
  }
  problem(response, 404, 'There is nothing here.')
}

function splitUrl(url: string): [string, string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

async function readBody(incoming: IncomingMessage, bytesMax = BODY_MAX): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bytesMax) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

export function json(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
  return true
}

/** RFC 9457. */
export function problem(response: ServerResponse, status: number, title: string): true {
  if (response.headersSent) {
    response.destroy()
    return true
  }
  response.writeHead(status, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify({ status, title }))
  return true
}

function upgrade(server: Server, options: HttpServerOptions): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_MAX,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    // From here on nobody else hears of a peer that goes away, which must not end this process.
    socket.on('error', () => socket.destroy())
    const [path] = splitUrl(request.url ?? '/')
    const allowed = options.mayOpen(request, path)
    if (allowed !== true) return refuseUpgrade(socket, allowed)
    sockets.handleUpgrade(request, socket, head, webSocket => {
      const page: PageSocket<object> & ViewerSocket = {
        send: message => {
          if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message))
        },
        close: (code, reason) => webSocket.close(code, reason),
        // Whole frames may go past the library: without compression it writes each of its own at once.
        sendFrame: frame => {
          if (webSocket.readyState === webSocket.OPEN) socket.write(frame)
        },
        get bufferedBytes() {
          return socket.writableLength
        },
      }
      webSocket.on('error', () => webSocket.terminate())
      const stream = options.openStream(request, path, page)
      if (!stream) return webSocket.close(1008, 'Not here.')
      let alive = true
      webSocket.on('pong', () => {
        alive = true
      })
      const pings = setInterval(() => {
        if (!alive) return webSocket.terminate()
        alive = false
        webSocket.ping()
      }, PING_EVERY_MS)
      webSocket.on('message', data => stream.hear(parse(String(data))))
      webSocket.on('close', () => {
        clearInterval(pings)
        stream.closed()
      })
    })
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the stream says what it thinks of `undefined`.
    return undefined
  }
}

function refuseUpgrade(socket: Socket, refusal: { status: number; sentence: string }): void {
  const { status, sentence } = refusal
  socket.end(`HTTP/1.1 ${status} ${sentence}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
}
