// A participant's connection to a chat: the token for requests, renewed before it lapses, and the
// socket, watched by heartbeats and made anew when it is lost or grows old. It knows nothing of lines.
import { reconnectDelayMs, type SocketLike } from '../reconnecting-socket.ts'
import type { WireConnection, WireFrame, WireItem } from './participant-protocol.ts'

export interface ParticipantWorld {
  /**
   * Who we are and what we connect with, asked for anew with each connection. Rejects when there is no
   * answer for now; `over` when we have no part in the chat any more.
   */
  session(): Promise<ParticipantSession | 'over'>
  /** One request of the participant service. Rejects when there is no answer. */
  request(path: string, bearer: string, body: unknown): Promise<ParticipantAnswer>
  openSocket(url: string): SocketLike
}

export interface ParticipantSession {
  readonly participantId: string
  /** Absent when the chat is over and can only be read. */
  readonly participantToken?: string
  /** For reading a chat that is over. */
  readonly connectionToken?: string
}

export type ParticipantAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: number; readonly message: string }

export interface ConnectionEvents {
  onKnown(participantId: string): void
  /** The socket brings what is said from now on. */
  onOpen(): void
  onItem(item: WireItem): void
  onLost(): void
  /** We have no part in the chat any more. `readable`: what was said can still be asked for. */
  onOver(readable: boolean): void
}

/** The service has no answer for now, or refuses. */
export class ParticipantError extends Error {
  /** HTTP status; 0 when nothing was heard. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }

  /** Whether the same again may succeed. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

const NO_ANSWER: ParticipantAnswer = { ok: false, status: 0, message: 'no answer' }
const HEARTBEAT_MS = 10_000
const SUBSCRIBE_TIMEOUT_MS = 5_000
/** Before it ends: time to make the next one. */
const RENEW_BEFORE_MS = 60_000
const RENEW_AFTER_MS_MIN = 60_000
/** Connections last an hour; a clock that is wrong shall not make us miss that. */
const RENEW_AFTER_MS_MAX = 50 * 60_000
const SUBSCRIBE = JSON.stringify({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } })
const HEARTBEAT = JSON.stringify({ topic: 'aws/heartbeat' })

export class ParticipantConnection {
  readonly #world: ParticipantWorld
  readonly #events: ConnectionEvents
  #token: string | undefined
  #socket: SocketLike | undefined
  #attempt = 0
  /** Grows with every attempt, so that a late answer to an old one is known for it. */
  #epoch = 0
  #isConnecting: boolean = false
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #renewTimer: ReturnType<typeof setTimeout> | undefined
  #heartbeat: ReturnType<typeof setInterval> | undefined
  #isOver: boolean = false

  constructor(world: ParticipantWorld, events: ConnectionEvents) {
    this.#world = world
    this.#events = events
    void this.#connect()
  }

  /** Rejects with `ParticipantError`. A token that is refused is renewed and the request made again. */
  async request<T>(path: string, body: unknown): Promise<T> {
    const token = this.#token
    const answer = await this.#askWith(token, path, body)
    const again =
      !answer.ok && answer.status === 403 && !this.#isOver && (await this.#tokenAfter(token))
        ? await this.#askWith(this.#token, path, body)
        : answer
    if (again.ok) return again.value as T // the service's promise
    throw new ParticipantError(again.status, again.message)
  }

  /** The network is back: no need to wait. */
  retryNow(): void {
    if (this.#isOver || this.#socket || this.#isConnecting) return
    this.#attempt = 0
    void this.#connect()
  }

  /** The chat is over, or our part in it. The token stays good for reading. */
  end(): void {
    this.#isOver = true
    this.#epoch++
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#renewTimer)
    if (this.#socket) this.#drop(this.#socket)
  }

  /** Makes a connection; one that stands goes on until the new one does. */
  async #connect(): Promise<void> {
    clearTimeout(this.#retryTimer)
    const epoch = ++this.#epoch
    this.#isConnecting = true
    try {
      const session = await this.#world.session()
      if (epoch !== this.#epoch) return
      if (session === 'over') return this.#over()
      this.#events.onKnown(session.participantId)
      if (session.participantToken === undefined) return this.#over(session.connectionToken)
      const answer = await this.#ask('connection', session.participantToken, {
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      })
      if (epoch !== this.#epoch) return
      if (!answer.ok && answer.status === 403) return this.#over()
      if (!answer.ok) return this.#failed()
      this.#connected(answer.value as WireConnection) // the service's promise
    } catch {
      // no server or no network: again after a pause
      if (epoch === this.#epoch) this.#failed()
    }
  }

  #connected({ Websocket, ConnectionCredentials }: WireConnection): void {
    this.#token = ConnectionCredentials.ConnectionToken
    const ends = [Websocket.ConnectionExpiry, ConnectionCredentials.Expiry].map(Date.parse)
    clearTimeout(this.#renewTimer)
    this.#renewTimer = setTimeout(() => void this.#connect(), renewAfterMs(Math.min(...ends)))
    this.#open(Websocket.Url)
  }

  #open(url: string): void {
    const socket = this.#world.openSocket(url)
    const epoch = this.#epoch
    const giveUp = () => {
      clearTimeout(tooLate)
      silence(socket)
      if (epoch === this.#epoch) this.#failed()
    }
    const tooLate = setTimeout(giveUp, SUBSCRIBE_TIMEOUT_MS)
    socket.onopen = () => {
      socket.send(SUBSCRIBE)
      socket.send(HEARTBEAT)
    }
    socket.onclose = giveUp
    socket.onmessage = event => {
      const frame = frameOf(event.data)
      if (frame?.topic === 'aws/chat') this.#events.onItem(JSON.parse(frame.content) as WireItem)
      if (frame?.topic !== 'aws/subscribe' || frame.content.status !== 'success') return
      clearTimeout(tooLate)
      if (epoch === this.#epoch) this.#adopt(socket)
      else silence(socket)
    }
  }

  #adopt(socket: SocketLike): void {
    if (this.#socket) this.#drop(this.#socket)
    this.#socket = socket
    this.#isConnecting = false
    this.#attempt = 0
    let isAlive = true
    const hear = socket.onmessage
    socket.onmessage = event => {
      isAlive = true
      hear?.call(socket as WebSocket, event)
    }
    socket.onclose = () => this.#lost(socket)
    this.#heartbeat = setInterval(() => {
      if (!isAlive) return this.#lost(socket)
      isAlive = false
      socket.send(HEARTBEAT)
    }, HEARTBEAT_MS)
    this.#events.onOpen()
  }

  #lost(socket: SocketLike): void {
    if (this.#socket !== socket) return
    this.#drop(socket)
    this.#events.onLost()
    if (!this.#isConnecting) this.#failed()
  }

  #drop(socket: SocketLike): void {
    clearInterval(this.#heartbeat)
    silence(socket)
    this.#socket = undefined
  }

  #failed(): void {
    this.#isConnecting = false
    if (this.#isOver) return
    clearTimeout(this.#retryTimer)
    const delayMs = reconnectDelayMs(this.#attempt++, Math.random())
    this.#retryTimer = setTimeout(() => void this.#connect(), delayMs)
  }

  #over(readingToken?: string): void {
    this.#isConnecting = false
    this.#token = readingToken ?? this.#token
    this.end()
    this.#events.onOver(this.#token !== undefined)
  }

  /** Gets another token in place of one that is refused; false when there is none. */
  async #tokenAfter(refused: string | undefined): Promise<boolean> {
    if (this.#token === refused) await this.#connect()
    return this.#token !== refused && !this.#isOver
  }

  async #askWith(token: string | undefined, path: string, body: unknown) {
    if (token === undefined) return NO_ANSWER
    return this.#ask(path, token, body)
  }

  async #ask(path: string, bearer: string, body: unknown): Promise<ParticipantAnswer> {
    try {
      return await this.#world.request(path, bearer, body)
    } catch {
      return NO_ANSWER // no network, or nobody there
    }
  }
}

function renewAfterMs(end: number): number {
  const ms = end - RENEW_BEFORE_MS - Date.now()
  return Number.isNaN(ms)
    ? RENEW_AFTER_MS_MAX
    : Math.min(Math.max(ms, RENEW_AFTER_MS_MIN), RENEW_AFTER_MS_MAX)
}

/** A frame that makes no sense to us is none of ours. */
function frameOf(data: unknown): WireFrame | undefined {
  try {
    return JSON.parse(String(data)) as WireFrame
  } catch {
    return undefined
  }
}

function silence(socket: SocketLike): void {
  socket.onopen = null
  socket.onmessage = null
  socket.onclose = null
  socket.close()
}
