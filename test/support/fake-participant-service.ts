// A participant service in virtual time: one chat, the lines of it, sockets that can be cut, and a
// network that can be taken away. What it answers has the shapes of the real one.

import type { Surroundings } from '../../web/chat-widget/surroundings.ts'
import type { SocketLike } from '../../web/kit/reconnecting-socket.ts'
import { VirtualClock } from './virtual-clock.ts'

export const CUSTOMER = 'customer-1'
const AGENT = 'agent-1'
const PAGE = 15

export class FakeParticipantService {
  readonly clock = new VirtualClock()
  readonly lines: Record<string, unknown>[] = []
  readonly sockets: FakeSocket[] = []
  /** Paths asked for, with what was asked. */
  readonly asked: { readonly path: string; readonly body: Record<string, unknown> }[] = []
  readonly #byToken = new Map<string, { Id: string; AbsoluteTime: string }>()
  isOnline = true
  isOver = false
  /** Messages are kept, but the answer is lost on the way. */
  losesAnswers = false
  /** Sockets say nothing, as when a connection is dead and nobody knows. */
  isDeaf = false
  /** Statuses to answer messages with, before they are taken again. */
  readonly refusals: number[] = []
  /** How long connections say they live. */
  lifeMs = 24 * 3_600_000
  connections = 0
  #ids = 0

  readonly world: Surroundings = {
    fetch: (url, init) => this.#fetch(url, init),
    openSocket: () => this.#open(),
    now: () => this.clock.now(),
    after: (ms, then) => this.clock.schedule(this.clock.now() + ms, then),
    newId: () => `token-${++this.#ids}`,
    random: () => 0,
  }

  /** The agent writes. */
  say(Content: string, more: Record<string, unknown> = {}): string {
    return this.#add({
      Type: 'MESSAGE',
      ContentType: 'text/plain',
      Content,
      ParticipantId: AGENT,
      ParticipantRole: 'AGENT',
      DisplayName: 'Ana',
      ...more,
    }).Id
  }

  event(name: string, more: Record<string, unknown> = {}): void {
    const ContentType = `application/vnd.amazonaws.connect.event.${name}`
    const line = { Type: 'EVENT', ContentType, ParticipantId: AGENT, ParticipantRole: 'AGENT' }
    if (name === 'typing') this.tell({ ...line, Id: 'typing', DisplayName: 'Ana', ...more })
    else this.#add({ ...line, DisplayName: 'Ana', ...more })
  }

  /** To every socket, and kept nowhere. */
  tell(item: object): void {
    for (const socket of this.sockets) socket.tell(item)
  }

  cut(): void {
    for (const socket of [...this.sockets]) socket.cut()
  }

  goOffline(): void {
    this.isOnline = false
    this.cut()
  }

  /** Lets time pass, and what waits for answers go on. */
  async pass(ms = 0): Promise<void> {
    await settle()
    const end = this.clock.now() + ms
    while (this.clock.now() < end) {
      this.clock.advance(Math.min(500, end - this.clock.now()))
      await settle()
    }
  }

  #add(line: Record<string, unknown>): { Id: string; AbsoluteTime: string } {
    // Strictly growing, as in the real one.
    this.clock.advance(1)
    const AbsoluteTime = new Date(this.clock.now()).toISOString()
    const kept = { ...line, Id: `line-${this.lines.length + 1}`, AbsoluteTime, ContactId: 'c' }
    this.lines.push(kept)
    this.tell(kept)
    return { Id: kept.Id, AbsoluteTime }
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    if (!this.isOnline) throw new TypeError('Failed to fetch')
    const path = url.split('/participant/')[1] ?? ''
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    this.asked.push({ path, body })
    const [status, answer] = this.#answer(path, body)
    await settle()
    if (this.losesAnswers && path === 'message') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(answer), { status })
  }

  #answer(path: string, body: Record<string, unknown>): [number, object] {
    switch (path) {
      case 'connection':
        return this.#connection()
      case 'message':
        return this.#message(body)
      case 'transcript':
        return [200, this.#transcript(body)]
      case 'disconnect':
        this.isOver = true
        this.event('chat.ended')
        return [200, {}]
      default:
        return [200, {}]
    }
  }

  #connection(): [number, object] {
    this.connections++
    if (this.isOver) return [403, { Message: 'The chat is over.' }]
    const Expiry = new Date(this.clock.now() + this.lifeMs).toISOString()
    const ConnectionToken = `connection-${this.connections}`
    return [
      200,
      {
        Websocket: { Url: 'wss://chat.example', ConnectionExpiry: Expiry },
        ConnectionCredentials: { ConnectionToken, Expiry },
      },
    ]
  }

  #message(body: Record<string, unknown>): [number, object] {
    const refusal = this.refusals.shift()
    if (refusal !== undefined) return [refusal, { Message: `No: ${refusal}.` }]
    const token = String(body.ClientToken)
    const before = this.#byToken.get(token)
    if (before) return [200, before]
    const { Content, ContentType } = body
    const customer = { ParticipantId: CUSTOMER, ParticipantRole: 'CUSTOMER', DisplayName: 'Cleo' }
    const taken = this.#add({ Type: 'MESSAGE', ContentType, Content, ...customer })
    this.#byToken.set(token, taken)
    return [200, taken]
  }

  #transcript(body: Record<string, unknown>): object {
    const start = (body.StartPosition as { Id?: string } | undefined)?.Id
    const at = this.lines.findIndex(({ Id }) => Id === start)
    if (body.ScanDirection === 'FORWARD') {
      const from = body.NextToken === undefined ? at : Number(body.NextToken)
      const next = from + PAGE
      const Transcript = this.lines.slice(from, next)
      return { Transcript, ...(next < this.lines.length && { NextToken: String(next) }) }
    }
    const until = body.NextToken === undefined ? this.lines.length : Number(body.NextToken)
    const from = Math.max(0, until - PAGE)
    return {
      Transcript: this.lines.slice(from, until),
      ...(from > 0 && { NextToken: String(from) }),
    }
  }

  #open(): SocketLike {
    const socket = new FakeSocket(this)
    this.sockets.push(socket)
    void settle().then(() => (this.isOnline ? socket.onopen?.({} as Event) : socket.cut()))
    return socket
  }
}

class FakeSocket implements SocketLike {
  readonly readyState = 1
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  readonly #service: FakeParticipantService
  #isSubscribed: boolean = false
  #wasDeaf: boolean = false

  constructor(service: FakeParticipantService) {
    this.#service = service
  }

  send(frame: unknown): void {
    if (this.#isDead()) return
    const { topic } = JSON.parse(String(frame))
    if (topic === 'aws/heartbeat') return this.#say({ topic })
    this.#isSubscribed = true
    this.#say({ topic, content: { status: 'success', topics: ['aws/chat'] } })
  }

  tell(item: object): void {
    if (this.#isDead() || !this.#isSubscribed) return
    const content = JSON.stringify(item)
    this.#say({ topic: 'aws/chat', contentType: 'application/json', content })
  }

  cut(): void {
    this.close()
    this.onclose?.({} as CloseEvent)
  }

  close(): void {
    const { sockets } = this.#service
    const place = sockets.indexOf(this)
    if (place >= 0) sockets.splice(place, 1)
  }

  /** A connection that has lost anything never says anything again. */
  #isDead(): boolean {
    this.#wasDeaf ||= this.#service.isDeaf
    return this.#wasDeaf
  }

  #say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent)
  }
}

/** Whatever waits for nothing but answers goes on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  await new Promise(resolve => setImmediate(resolve))
}
