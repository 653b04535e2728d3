// The WebSockets of people in chats, as the official chat libraries speak on them: topics are
// subscribed to, heartbeats are answered, and what is said comes in the order in which it was said.
import {
  type ChatPort,
  ChatRefusal,
  type ChatTold,
  type Member,
} from '../../channel/chat/chat-port.ts'
import type { ChatTokens } from '../../channel/chat/chat-tokens.ts'
import type { Clock } from '../../io/clock.ts'
import { CHAT, toldFrame } from './told-frame.ts'

/** A WebSocket as it is given to us. */
export interface ParticipantSocket {
  send(message: object): void
  /** Sends a frame that is ready to be written. */
  sendFrame(frame: Uint8Array): void
  close(code: number, reason: string): void
  /** What has been sent and not been taken by the network. */
  readonly bufferedBytes: number
}

export interface ParticipantSocketsWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly chat: ChatPort
  readonly tokens: ChatTokens
}

/** While a socket is exchanged for another there are two; more are tabs. */
const SOCKETS_MAX = 5
/** Whoever has not taken so much does not read. */
const BUFFERED_BYTES_MAX = 1_000_000
/** Heard within `HEARD_WINDOW_MS`; clients say three things every ten seconds. */
const HEARD_MAX = 60
const HEARD_WINDOW_MS = 10_000

/** RFC 6455 §7.4.1. */
const NORMAL = 1000
const POLICY = 1008

export class ParticipantSockets {
  readonly #world: ParticipantSocketsWorld
  /** By participant, the oldest first. */
  readonly #open = new Map<string, Connection[]>()

  constructor(world: ParticipantSocketsWorld) {
    this.#world = world
  }

  get count(): number {
    let count = 0
    for (const connections of this.#open.values()) count += connections.length
    return count
  }

  /** Whose ticket it is, if it holds and they take part. */
  mayOpen(ticket: string): boolean {
    return this.#memberOf(ticket) !== undefined
  }

  open(
    ticket: string,
    socket: ParticipantSocket,
  ): { hear(message: unknown): void; closed(): void } | undefined {
    const who = this.#memberOf(ticket)
    if (!who) return undefined
    const others = this.#open.get(who.participantId) ?? []
    const connection = new Connection(this.#world, who, socket)
    this.#open.set(who.participantId, [...others, connection])
    // The oldest goes: it may be one that nobody has anymore, only the network does not know yet.
    if (others.length >= SOCKETS_MAX) others[0]?.close(POLICY, 'Too many connections.')
    return {
      hear: message => connection.hear(message),
      closed: () => {
        connection.forget()
        this.#gone(who.participantId, connection)
      },
    }
  }

  #memberOf(ticket: string): Member | undefined {
    const { tokens, clock, chat } = this.#world
    const who = tokens.read('socket', ticket, clock.now())
    if (!who) return undefined
    try {
      chat.check(who, 'writing')
      return who
    } catch (error) {
      if (error instanceof ChatRefusal) return undefined
      throw error
    }
  }

  #gone(participantId: string, connection: Connection): void {
    const left = this.#open.get(participantId)?.filter(each => each !== connection) ?? []
    if (left.length > 0) this.#open.set(participantId, left)
    else this.#open.delete(participantId)
  }
}

class Connection {
  readonly #world: ParticipantSocketsWorld
  readonly #who: Member
  readonly #socket: ParticipantSocket
  #unfollow: (() => void) | undefined
  #heard = 0
  #heardSince = 0

  constructor(world: ParticipantSocketsWorld, who: Member, socket: ParticipantSocket) {
    this.#world = world
    this.#who = who
    this.#socket = socket
  }

  hear(message: unknown): void {
    if (this.#tooOften()) return this.close(POLICY, 'Too many messages.')
    const { topic, content } = membersOf(message)
    switch (topic) {
      case 'aws/subscribe':
        return this.#subscribe(membersOf(content).topics)
      case 'aws/heartbeat':
        return this.#socket.send({ topic })
      case 'aws/ping':
        return this.#socket.send({ topic, statusCode: 200, statusContent: 'OK' })
      default:
        if (typeof topic !== 'string') this.close(POLICY, 'Send JSON with a topic.')
      // Other topics are for others.
    }
  }

  forget(): void {
    this.#unfollow?.()
    this.#unfollow = undefined
  }

  close(code: number, reason: string): void {
    this.forget()
    this.#socket.close(code, reason)
  }

  #subscribe(topics: unknown): void {
    if (!Array.isArray(topics) || topics.some(each => each !== CHAT)) {
      const content = { status: 'failure', topics: [CHAT] }
      return this.#socket.send({ topic: 'aws/subscribe', content })
    }
    this.#socket.send({ topic: 'aws/subscribe', content: { status: 'success', topics: [CHAT] } })
    try {
      this.#unfollow ??= this.#world.chat.follow(this.#who, told => this.#tell(told))
    } catch (error) {
      if (!(error instanceof ChatRefusal)) throw error
      this.close(error.reason === 'AccessDenied' ? NORMAL : POLICY, error.message)
    }
  }

  #tell(told: ChatTold): void {
    if (told.type === 'over') return this.close(NORMAL, 'The chat is over.')
    this.#socket.sendFrame(toldFrame(told))
    if (this.#socket.bufferedBytes > BUFFERED_BYTES_MAX)
      this.close(POLICY, 'Read what you are sent.')
  }

  #tooOften(): boolean {
    const now = this.#world.clock.now()
    if (now - this.#heardSince >= HEARD_WINDOW_MS) {
      this.#heardSince = now
      this.#heard = 0
    }
    return ++this.#heard > HEARD_MAX
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
