// The voice node's end of the bus: numbers its reports and keeps them until they are durable, does
// each effect once, and connects again whenever the centre node went away.
import type { VoiceEffect } from '../../core/effect.ts'
import type { VoiceInput, VoiceReport } from '../../core/input.ts'
import type { Instant } from '../../core/instant.ts'
import type { LineSocket } from '../../io/line-socket.ts'
import { Spacing } from '../../io/spacing.ts'
import type { CentreSignal, FromCentre, FromVoice, VoiceSignal } from './bus-message.ts'

/** How soon to try again when nobody listens. */
const RECONNECT_MS = 50
/** What has been carried out is told with the next report, or after this. */
const ACKNOWLEDGE_MS = 50
/** Waking the centre costs the same for one report as for many. */
const SPACING = { perSecond: 500, maxMs: 20 }

export interface CentreLinkWorld {
  readonly node: string
  now(): Instant
  connect(): Promise<LineSocket<FromVoice, FromCentre>>
  after(ms: number, then: () => void): void
  perform(effect: VoiceEffect): void
  signal(signal: CentreSignal): void
  /** The link is up (again): say what may have been missed. */
  connected(): void
  /** The centre has given this node up. */
  forgotten(): void
}

export class CentreLink {
  readonly #world: CentreLinkWorld
  #socket: LineSocket<FromVoice, FromCentre> | undefined
  /** Said `welcome` to: reports may flow. */
  #welcome = false
  readonly #spacing = new Spacing(SPACING)
  #reports: VoiceInput[] = []
  /** When what was sent on this connection, and is not durable yet, was sent. */
  #sent: { readonly upTo: number; readonly at: Instant }[] = []
  /** The last report that has been sent on this connection. */
  #lastSent = 0
  #sendDue = false
  #lastReport = 0
  #lastEffect = 0
  #ackDue = false
  #unacknowledged = false
  #closed = false

  constructor(world: CentreLinkWorld) {
    this.#world = world
    this.report({ type: 'voice.started' })
  }

  /** Reports not yet durable. */
  get backlog(): number {
    return this.#reports.length
  }

  /** For how long the centre has owed us an answer. One that is away is waited for. */
  get lateMs(): number {
    const [oldest] = this.#sent
    // Whom nothing is owed, nobody is late for: an idle node must never refuse the next call.
    if (!oldest || !this.#welcome || this.#reports.length === 0) return 0
    return this.#world.now() - oldest.at
  }

  start(): void {
    if (this.#closed) return
    this.#world.connect().then(
      socket => this.#begin(socket),
      () => this.#world.after(RECONNECT_MS, () => this.start()),
    )
  }

  close(): void {
    this.#closed = true
    this.#socket?.close()
  }

  report(report: VoiceReport): void {
    const input: VoiceInput = { node: this.#world.node, seq: ++this.#lastReport, ...report }
    this.#reports.push(input)
    if (this.#welcome) this.#sendSoon()
  }

  /** Lost when there is no link: the other side asks again, or it no longer matters. */
  signal(signal: VoiceSignal): void {
    if (this.#welcome) this.#socket?.send({ type: 'signal', signal })
  }

  #sendSoon(): void {
    const now = this.#world.now()
    this.#spacing.note(now)
    if (this.#sendDue) return
    this.#sendDue = true
    this.#world.after(this.#spacing.waitMs(now), () => {
      this.#sendDue = false
      this.#send()
    })
  }

  /** What has not been sent yet, and what has been done meanwhile. */
  #send(): void {
    const socket = this.#socket
    if (!this.#welcome || !socket) return
    this.#spacing.passedOn(this.#world.now())
    const first = this.#reports[0]?.seq ?? this.#lastReport + 1
    const unsent = this.#reports.slice(Math.max(0, this.#lastSent + 1 - first))
    for (const input of unsent) socket.send({ type: 'report', input })
    if (unsent.length > 0) {
      this.#sent.push({ upTo: this.#lastReport, at: this.#world.now() })
    }
    this.#lastSent = this.#lastReport
    this.#acknowledge()
  }

  #acknowledge(): void {
    if (!this.#unacknowledged) return
    this.#unacknowledged = false
    this.#socket?.send({ type: 'effectsDone', upTo: this.#lastEffect })
  }

  #begin(socket: LineSocket<FromVoice, FromCentre>): void {
    this.#socket = socket
    socket.onMessage(message => this.#hear(message))
    socket.onClose(() => {
      this.#socket = undefined
      this.#welcome = false
      this.#world.after(RECONNECT_MS, () => this.start())
    })
    socket.send({
      type: 'hello',
      node: this.#world.node,
      lastEffect: this.#lastEffect,
      nextReport: this.#reports[0]?.seq ?? this.#lastReport + 1,
    })
  }

  #hear(message: FromCentre): void {
    switch (message.type) {
      case 'welcome':
        this.#durable(message.lastReport)
        this.#welcome = true
        this.#lastSent = 0
        this.#sent = []
        this.#send()
        return this.#world.connected()
      case 'forgotten':
        this.#closed = true
        return this.#world.forgotten()
      case 'reportsDone':
        return this.#durable(message.upTo)
      case 'signal':
        return this.#world.signal(message.signal)
      case 'effect':
        return this.#effect(message.number, message.effect)
      default:
    }
  }

  #effect(number: number, effect: VoiceEffect): void {
    if (number <= this.#lastEffect) return
    this.#lastEffect = number
    this.#world.perform(effect)
    this.#unacknowledged = true
    if (this.#ackDue) return
    this.#ackDue = true
    this.#world.after(ACKNOWLEDGE_MS, () => {
      this.#ackDue = false
      this.#acknowledge()
    })
  }

  #durable(upTo: number): void {
    while (this.#sent[0] && this.#sent[0].upTo <= upTo) this.#sent.shift()
    const first = this.#reports[0]
    if (first === undefined || first.seq > upTo) return
    const left = this.#reports.findIndex(({ seq }) => seq > upTo)
    this.#reports.splice(0, left < 0 ? this.#reports.length : left)
  }
}
