// A WebSocket that comes back by itself, sooner at first and then less often, and never together
// with everybody else's.

export interface SocketEvents {
  onOpen(): void
  onMessage(text: string): void
  /** Called once per loss; the socket is already trying again. */
  onLost(): void
  /** Before each further attempt: false ends it (the session is over, say). */
  mayRetry(): Promise<boolean>
}

/** What this file uses of a WebSocket. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
}

const FIRST_DELAY_MS = 250
const GROWTH = 1.5
const DELAY_MS_MAX = 10_000
const OPEN_TIMEOUT_MS = 5_000
const OPEN = 1

/** Full jitter: anywhere between nothing and the growing bound, so that crowds spread out. */
export function reconnectDelayMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * GROWTH ** attempt))
}

export class ReconnectingSocket {
  readonly #open: () => SocketLike
  readonly #events: SocketEvents
  #socket: SocketLike | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  #closed: boolean = false

  constructor(open: () => SocketLike, events: SocketEvents) {
    this.#open = open
    this.#events = events
    this.#connect()
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === OPEN
  }

  /** False when the link is down: nothing is kept for later, for a late command may be a wrong one. */
  send(text: string): boolean {
    if (!this.isOpen) return false
    this.#socket?.send(text)
    return true
  }

  /** Gives up on a connection that does not answer, and makes a new one. */
  restart(): void {
    if (this.#socket) this.#lost(this.#socket)
  }

  /** Does not wait for the next attempt: the network is back. */
  retryNow(): void {
    if (this.#closed || this.#socket) return
    clearTimeout(this.#timer)
    this.#attempt = 0
    this.#connect()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.#socket) silence(this.#socket)
    this.#socket = undefined
  }

  #connect(): void {
    const socket = this.#open()
    this.#socket = socket
    const tooLate = setTimeout(() => this.#lost(socket), OPEN_TIMEOUT_MS)
    socket.onopen = () => {
      clearTimeout(tooLate)
      this.#attempt = 0
      this.#events.onOpen()
    }
    socket.onmessage = event => this.#events.onMessage(String(event.data))
    socket.onclose = () => {
      clearTimeout(tooLate)
      this.#lost(socket)
    }
  }

  #lost(socket: SocketLike): void {
    if (this.#closed || this.#socket !== socket) return
    silence(socket)
    this.#socket = undefined
    this.#events.onLost()
    this.#timer = setTimeout(
      () => void this.#retry(),
      reconnectDelayMs(this.#attempt++, Math.random()),
    )
  }

  async #retry(): Promise<void> {
    const may = await this.#events.mayRetry()
    if (may && !this.#closed && !this.#socket) this.#connect()
  }
}

function silence(socket: SocketLike): void {
  socket.onopen = null
  socket.onmessage = null
  socket.onclose = null
  socket.close()
}
