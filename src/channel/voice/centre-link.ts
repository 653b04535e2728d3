// The voice node's end of the bus: numbers its reports and keeps them until they are durable, does
// each effect once, and connects again whenever the centre node went away.
import type { VoiceEffect } from '../../core/effect.ts'
import type { VoiceInput, VoiceReport } from '../../core/input.ts'
import type { LineSocket } from '../../io/line-socket.ts'
import type { CentreSignal, FromCentre, FromVoice, VoiceSignal } from './bus-message.ts'

/** How soon to try again when nobody listens. */
const RECONNECT_MS = 50

export interface CentreLinkWorld {
  readonly node: string
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
  #reports: VoiceInput[] = []
  #lastReport = 0
  #lastEffect = 0
  #ackDue = false
  #closed = false

  constructor(world: CentreLinkWorld) {
    this.#world = world
    this.report({ type: 'voice.started' })
  }

  /** Reports not yet durable. */
  get backlog(): number {
    return this.#reports.length
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
    if (this.#welcome) this.#socket?.send({ type: 'report', input })
  }

  /** Lost when there is no link: the other side asks again, or it no longer matters. */
  signal(signal: VoiceSignal): void {
    if (this.#welcome) this.#socket?.send({ type: 'signal', signal })
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
        for (const input of this.#reports) this.#socket?.send({ type: 'report', input })
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
    if (this.#ackDue) return
    this.#ackDue = true
    this.#world.after(0, () => {
      this.#ackDue = false
      this.#socket?.send({ type: 'effectsDone', upTo: this.#lastEffect })
    })
  }

  #durable(upTo: number): void {
    const first = this.#reports[0]
    if (first === undefined || first.seq > upTo) return
    this.#reports = this.#reports.filter(({ seq }) => seq > upTo)
  }
}
