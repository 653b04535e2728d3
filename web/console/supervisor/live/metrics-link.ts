// One subscription to the stream of metrics: it comes back by itself, and asks again when it has
// missed something or heard nothing for too long.
import type {
  MetricsServerMessage,
  MetricsSubscription,
  MetricsViewerMessage,
} from '../../../../src/api/contract/metrics-stream.ts'
import { ReconnectingSocket, type SocketLike } from '../../../kit/reconnecting-socket.ts'
import { MetricsBoard } from './metrics-board.ts'

export interface MetricsLinkWorld {
  openSocket(): SocketLike
  now(): number
  isSignedIn(): Promise<boolean>
}

/** Heartbeats come every ten seconds. */
const SILENCE_MS = 25_000
/** What changes within it is drawn together. */
const DRAW_EVERY_MS = 100

export interface MetricsLinkState {
  readonly link: 'connecting' | 'open' | 'lost'
  /** Add to the page's clock to get the server's, ms. */
  readonly skewMs: number
  /** Why the stream will not tell this. */
  readonly problem: string | undefined
  /** Another one with every change on the board. */
  readonly version: number
}

export class MetricsLink {
  readonly board = new MetricsBoard()
  readonly #world: MetricsLinkWorld
  readonly #subscription: MetricsSubscription
  readonly #socket: ReconnectingSocket
  readonly #listeners = new Set<() => void>()
  #state: MetricsLinkState = { link: 'connecting', skewMs: 0, problem: undefined, version: 0 }
  #stream: string | undefined
  #asked = 0
  /** What comes before the answer is of before, and no reason to ask again. */
  #isAsking: boolean = false
  #silence: ReturnType<typeof setTimeout> | undefined
  #drawing: ReturnType<typeof setTimeout> | undefined

  constructor(world: MetricsLinkWorld, subscription: MetricsSubscription) {
    this.#world = world
    this.#subscription = subscription
    this.#socket = new ReconnectingSocket(() => world.openSocket(), {
      onOpen: () => this.#subscribe(),
      onMessage: text => this.#hear(JSON.parse(text) as MetricsServerMessage),
      onLost: () => this.#change({ link: 'lost' }),
      mayRetry: () => world.isSignedIn(),
    })
  }

  readonly state = (): MetricsLinkState => this.#state

  readonly follow = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#socket.close()
    clearTimeout(this.#silence)
    clearTimeout(this.#drawing)
  }

  #subscribe(): void {
    this.#isAsking = true
    const { place } = this.board
    const asking: MetricsViewerMessage = {
      id: ++this.#asked,
      method: 'subscribe',
      subscription: this.#subscription,
      ...(place && { after: place }),
    }
    this.#socket.send(JSON.stringify(asking))
    this.#listen()
  }

  #hear(message: MetricsServerMessage): void {
    this.#listen()
    switch (message.type) {
      case 'subscribed':
        this.#stream = message.stream
        this.#isAsking = false
        return this.#change({ link: 'open', problem: undefined })
      case 'refused':
        return this.#change({ problem: message.message })
      case 'heartbeat':
        this.#setClock(message.at)
        if (!this.#isAsking && this.#isBehind(message.sequences)) this.#subscribe()
        return
      case 'snapshot':
      case 'delta':
        if (message.stream !== this.#stream) return
        this.#setClock(message.at)
        if (this.board.tell(message)) this.#drawSoon()
        else if (!this.#isAsking) this.#subscribe()
        return
      default:
    }
  }

  #isBehind(sequences: Readonly<Record<string, number>>): boolean {
    const { place } = this.board
    return place !== undefined && (sequences[place.stream] ?? place.sequence) > place.sequence
  }

  #listen(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#socket.restart(), SILENCE_MS)
  }

  /** A little too late is what networks make of it; timers need not jump for that. */
  #setClock(at: number): void {
    const skewMs = at - this.#world.now()
    if (Math.abs(skewMs - this.#state.skewMs) > 1000) this.#change({ skewMs })
  }

  #drawSoon(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined
      this.#change({ version: this.#state.version + 1 })
    }, DRAW_EVERY_MS)
  }

  #change(change: Partial<MetricsLinkState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
