// Connections on which plain requests (`plain-request.ts`) are answered without node:http, which costs more
// than all else that is done for a message in a chat. At the first byte that is not plain, or not for us,
// a connection goes to node:http with all that has come and has not been answered, and stays there.
import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ApiResponse } from '../api/api-request.ts'
import { wallTime } from '../io/clock.ts'
import { type PlainRequest, readPlainRequest } from './plain-request.ts'

/** Answers `undefined` when the request is none of its own. */
export type PlainRoute = (request: PlainRequest, socket: Socket) => Promise<ApiResponse> | undefined

export interface PlainOptions {
  readonly route: PlainRoute
  /** What the body of a request may have. */
  readonly bodyBytesMax: number
  /** How long they may be silent: before the first request or within one, and between two. */
  readonly beginMs: number
  readonly idleMs: number
  failed(error: unknown): void
}

interface World extends PlainOptions {
  readonly handOver: (socket: Socket, bytes: Buffer) => void
  readonly sweeps: () => number
}

const SWEEP_MS = 1000
/** Who sends so much before the last request is answered waits. */
const AHEAD_BYTES_MAX = 65_536
const FAILED: ApiResponse = {
  status: 500,
  headers: { 'content-type': 'application/problem+json' },
  body: '{"status":500,"title":"Something went wrong on our side."}',
}

/** Plain requests of the server's connections go there, from now on. */
export function answerPlainRequests(server: Server, options: PlainOptions): void {
  const event = 'setSecureContext' in server ? 'secureConnection' : 'connection'
  const listeners = server.listeners(event) as ((this: Server, socket: Socket) => void)[]
  const open = new Set<PlainConnection>()
  let sweeps = 0
  const world: World = {
    ...options,
    sweeps: () => sweeps,
    handOver(socket, bytes) {
      socket.pause()
      if (bytes.length > 0) socket.unshift(bytes)
      for (const listener of listeners) listener.call(server, socket)
      socket.resume()
    },
  }
  server.removeAllListeners(event)
  server.on(event, (socket: Socket) => {
    const connection = new PlainConnection(world, socket, () => open.delete(connection))
    open.add(connection)
  })
  const sweep = setInterval(() => {
    sweeps++
    for (const connection of open) connection.sweep(sweeps)
  }, SWEEP_MS)
  sweep.unref()
  closeWith(server, open, sweep)
}

/** The server knows only the connections that it was handed. */
function closeWith(
  server: Server,
  open: ReadonlySet<PlainConnection>,
  sweep: NodeJS.Timeout,
): void {
  const closeAll = server.closeAllConnections.bind(server)
  const closeIdle = server.closeIdleConnections.bind(server)
  server.closeAllConnections = () => {
    for (const connection of open) connection.close()
    closeAll()
  }
  server.closeIdleConnections = () => {
    for (const connection of open) connection.closeIfIdle()
    closeIdle()
  }
  server.once('close', () => clearInterval(sweep))
}

class PlainConnection {
  readonly #world: World
  readonly #socket: Socket
  readonly #gone: () => void
  /** What has come and has not been answered. */
  #chunks: Buffer[] = []
  #size: number = 0
  /** There is nothing to be read before so much has come. */
  #needed: number = 1
  #isAnswering: boolean = false
  #hasAnswered: boolean = false
  #hasEnded: boolean = false
  /** The sweep before which something happened last. */
  #sweep: number

  constructor(world: World, socket: Socket, gone: () => void) {
    this.#world = world
    this.#socket = socket
    this.#gone = gone
    this.#sweep = world.sweeps()
    socket.on('data', this.#onData)
    socket.on('end', this.#onEnd)
    socket.on('error', this.#onError)
    socket.on('close', gone)
    socket.on('drain', this.#goOn)
  }

  close(): void {
    this.#socket.destroy()
  }

  closeIfIdle(): void {
    if (!this.#isAnswering && this.#size === 0) this.#socket.destroy()
  }

  sweep(now: number): void {
    if (this.#isAnswering) return
    const { beginMs, idleMs } = this.#world
    const isIdle = this.#hasAnswered && this.#size === 0
    if ((now - this.#sweep) * SWEEP_MS > (isIdle ? idleMs : beginMs)) this.#socket.destroy()
  }

  readonly #onData = (chunk: Buffer): void => {
    // A request that comes byte by byte is given up all the same.
    if (this.#size === 0) this.#sweep = this.#world.sweeps()
    this.#chunks.push(chunk)
    this.#size += chunk.length
    if (!this.#isAnswering) this.#read()
    else if (this.#size > AHEAD_BYTES_MAX) this.#socket.pause()
  }

  readonly #onEnd = (): void => {
    this.#hasEnded = true
    if (!this.#isAnswering) this.#socket.end()
  }

  readonly #onError = (): void => {
    this.#socket.destroy()
  }

  /** Until what was answered has been taken, nothing more is read. */
  readonly #goOn = (): void => {
    if (this.#isAnswering || this.#socket.destroyed) return
    if (this.#socket.isPaused()) this.#socket.resume()
    this.#read()
  }

  #read(): void {
    if (this.#size < this.#needed || this.#socket.writableNeedDrain) return
    const [first] = this.#chunks
    const bytes = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks)
    const reading = readPlainRequest(bytes, this.#world.bodyBytesMax)
    if (reading === 'other') return this.#handOver(bytes)
    if ('needed' in reading) {
      this.#needed = reading.needed
      return
    }
    const answer = this.#ask(reading.request)
    if (!answer) return this.#handOver(bytes)
    this.#keep(bytes.subarray(reading.bytes))
    this.#isAnswering = true
    answer.then(this.#answer, this.#failed)
  }

  /** Nobody else would catch what is thrown here, and it would end the process. */
  #ask(request: PlainRequest): Promise<ApiResponse> | undefined {
    try {
      return this.#world.route(request, this.#socket)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  #keep(bytes: Buffer): void {
    this.#chunks = bytes.length > 0 ? [bytes] : []
    this.#size = bytes.length
    this.#needed = 1
  }

  readonly #failed = (error: unknown): void => {
    this.#world.failed(error)
    this.#answer(FAILED)
  }

  readonly #answer = (answer: ApiResponse): void => {
    const socket = this.#socket
    this.#isAnswering = false
    this.#hasAnswered = true
    this.#sweep = this.#world.sweeps()
    if (socket.destroyed) return
    const { text, encoding } = answerText(answer, this.#world.idleMs)
    const isTaken = socket.write(text, encoding)
    if (this.#hasEnded && this.#size === 0) socket.end()
    else if (isTaken) this.#goOn()
    else socket.pause()
  }

  #handOver(bytes: Buffer): void {
    const socket = this.#socket
    socket.off('data', this.#onData)
    socket.off('end', this.#onEnd)
    socket.off('error', this.#onError)
    socket.off('close', this.#gone)
    socket.off('drain', this.#goOn)
    this.#gone()
    this.#world.handOver(socket, bytes)
  }
}

function answerText({ status, headers, body }: ApiResponse, idleMs: number) {
  const length = Buffer.byteLength(body)
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`
  // RFC 9110 §8.6: an answer that cannot have a body has no length either.
  if (status !== 204) text += `content-length: ${length}\r\n`
  text +=
    `x-content-type-options: nosniff\r\ndate: ${date()}\r\n` +
    `connection: keep-alive\r\nkeep-alive: timeout=${idleMs / 1000}\r\n\r\n${body}`
  const encoding = length === body.length ? ('latin1' as const) : ('utf8' as const)
  return { text, encoding }
}

let dateSecond = 0
let dateText = ''

/** RFC 9110 §5.6.7, made once a second. */
function date(): string {
  const second = Math.floor(wallTime() / 1000)
  if (second !== dateSecond) {
    dateSecond = second
    dateText = new Date(second * 1000).toUTCString()
  }
  return dateText
}
