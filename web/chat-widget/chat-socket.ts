// One connection of the participant WebSocket: subscribes, keeps asking whether the other side is still
// there, and says when it is lost.

import { isRecord, text } from '../kit/chat/wire-value.ts'
import type { SocketLike } from '../kit/reconnecting-socket.ts'
import { type ChatItem, readItem } from './chat-item.ts'
import type { Surroundings } from './surroundings.ts'

export interface ChatSocketEvents {
  /** From now on nothing that is said is missed. */
  onReady(): void
  onItem(item: ChatItem): void
  /** Told once; the socket is of no use any more. */
  onLost(): void
}

const HEARTBEAT_EVERY_MS = 10_000
const READY_TIMEOUT_MS = 8_000

export class ChatSocket {
  readonly #world: Surroundings
  readonly #events: ChatSocketEvents
  readonly #socket: SocketLike
  #cancel: () => void
  #isAnswered: boolean = true
  #isOver: boolean = false

  constructor(url: string, world: Surroundings, events: ChatSocketEvents) {
    this.#world = world
    this.#events = events
    this.#socket = world.openSocket(url)
    this.#cancel = world.after(READY_TIMEOUT_MS, () => this.#lost())
    this.#socket.onopen = () => {
      this.#send({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } })
    }
    this.#socket.onmessage = event => this.#heard(String(event.data))
    this.#socket.onclose = () => this.#lost()
  }

  /** Says nothing more. Closing a socket is not leaving the chat. */
  close(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#cancel()
    this.#socket.onopen = null
    this.#socket.onmessage = null
    this.#socket.onclose = null
    this.#socket.close(1000)
  }

  #lost(): void {
    if (this.#isOver) return
    this.close()
    this.#events.onLost()
  }

  #heard(frame: string): void {
    const message = parsed(frame)
    switch (message?.topic) {
      case 'aws/subscribe':
        return this.#subscribed(message.content)
      case 'aws/heartbeat':
        this.#isAnswered = true
        return
      case 'aws/chat': {
        const item = readItem(parsed(text(message.content)))
        if (item) this.#events.onItem(item)
        return
      }
      default:
    }
  }

  #subscribed(content: unknown): void {
    if (!isRecord(content) || content.status !== 'success') return this.#lost()
    this.#cancel()
    this.#beat()
    this.#events.onReady()
  }

  #beat(): void {
    if (!this.#isAnswered) return this.#lost()
    this.#isAnswered = false
    this.#send({ topic: 'aws/heartbeat' })
    this.#cancel = this.#world.after(HEARTBEAT_EVERY_MS, () => this.#beat())
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message))
  }
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) ? value : undefined
  } catch {
    // Not for us.
    return undefined
  }
}
