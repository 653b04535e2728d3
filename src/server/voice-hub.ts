// The centre node's end of the bus: numbers effects per voice node and keeps them until they are
// done, hands reports to the actor and acknowledges what is durable, and gives up nodes that do
// not come back.
import type {
  CentreSignal,
  FromCentre,
  FromVoice,
  VoiceSettings,
  VoiceSignal,
} from '../channel/voice/bus-message.ts'
import type { VoiceEffect } from '../core/effect.ts'
import type { VoiceInput } from '../core/input.ts'
import type { Json } from '../core/json.ts'
import type { LineSocket } from '../io/line-socket.ts'

/** A node that is silent for so long is dead, and its calls with it. */
const GIVE_UP_MS = 10_000

type Socket = LineSocket<FromCentre, FromVoice>
type Hello = Extract<FromVoice, { type: 'hello' }>

export interface VoiceHubWorld {
  /** The number of the last report of a node that the centre has taken; undefined for an unknown node. */
  lastReport(node: string): number | undefined
  /** Nodes that the centre believes in. */
  nodes(): Iterable<string>
  submit(input: VoiceInput): Promise<unknown>
  signal(signal: VoiceSignal): void
  settings(): VoiceSettings
  after(ms: number, then: () => void): void
  /** A node is dead, and with it every connection it held. */
  nodeLost(): void
}

interface Outbox {
  number: number
  /** Effects not yet known to be done, with their numbers. */
  waiting: { readonly number: number; readonly effect: VoiceEffect }[]
}

export class VoiceHub {
  readonly #world: VoiceHubWorld
  readonly #outboxes = new Map<string, Outbox>()
  readonly #sockets = new Map<string, Socket>()
  /** The last report of each node that is known to be durable, once it has been here. */
  readonly #durable = new Map<string, number>()

  constructor(world: VoiceHubWorld) {
    this.#world = world
  }

  /** Is a voice node there to take calls? */
  get connected(): boolean {
    return this.#sockets.size > 0
  }

  get figures(): Readonly<Record<string, number>> {
    let waiting = 0
    for (const outbox of this.#outboxes.values()) waiting += outbox.waiting.length
    return { voice_nodes: this.#sockets.size, voice_effects_waiting: waiting }
  }

  /** After a restart: nodes that were there are expected back. */
  expectNodes(): void {
    for (const node of this.#world.nodes()) this.#giveUpLater(node)
    for (const node of [...this.#outboxes.keys()]) {
      if (this.#world.lastReport(node) === undefined) this.#forget(node)
    }
  }

  /** A voice node has opened the bus. */
  accept(socket: Socket): void {
    let node: string | undefined
    const acknowledge = acknowledger(socket)
    socket.onMessage(message => {
      if (message.type === 'hello') {
        node = message.node
        this.#hello(socket, message)
      } else if (node !== undefined) this.#hear(node, message, acknowledge)
    })
    socket.onClose(() => {
      if (node === undefined || this.#sockets.get(node) !== socket) return
      this.#sockets.delete(node)
      this.#giveUpLater(node)
    })
  }

  /** Sends an effect to the node it names, now or when the node is back. */
  release(effect: VoiceEffect): void {
    // Nobody is there to carry out what is asked of a node that has been given up.
    if (this.#world.lastReport(effect.node) === undefined) return this.#forget(effect.node)
    const outbox = this.#outbox(effect.node)
    const number = ++outbox.number
    outbox.waiting.push({ number, effect })
    this.#sockets.get(effect.node)?.send({ type: 'effect', number, effect })
  }

  /** Answers whether there is a node to hear it. */
  signal(signal: CentreSignal): boolean {
    for (const socket of this.#sockets.values()) {
      socket.send({ type: 'signal', signal })
      return true
    }
    return false
  }

  settingsChanged(): void {
    const settings = this.#world.settings()
    for (const socket of this.#sockets.values()) {
      socket.send({ type: 'signal', signal: { type: 'settings', settings } })
    }
  }

  save(): Json {
    return JSON.parse(JSON.stringify([...this.#outboxes])) as Json
  }

  restore(saved: Json): void {
    for (const [node, outbox] of saved as unknown as [string, Outbox][]) {
      this.#outboxes.set(node, outbox)
    }
  }

  #hello(socket: Socket, { node, lastEffect, nextReport }: Hello): void {
    const lastReport = this.#world.lastReport(node)
    // The centre has mourned it already; what it still holds belongs to nobody.
    if (lastReport === undefined && nextReport > 1) return socket.send({ type: 'forgotten' })
    this.#sockets.set(node, socket)
    const outbox = this.#outbox(node)
    outbox.waiting = outbox.waiting.filter(({ number }) => number > lastEffect)
    socket.send({ type: 'signal', signal: { type: 'settings', settings: this.#world.settings() } })
    // What was taken since may not be durable yet.
    const durable = this.#durable.get(node) ?? lastReport ?? 0
    this.#durable.set(node, durable)
    socket.send({ type: 'welcome', lastReport: durable })
    for (const { number, effect } of outbox.waiting) {
      socket.send({ type: 'effect', number, effect })
    }
    // One voice node per machine: a new one means that the one before is dead.
    if (lastReport === undefined) {
      for (const other of this.#world.nodes()) {
        if (other !== node && !this.#sockets.has(other)) this.#giveUp(other)
      }
    }
  }

  #hear(node: string, message: FromVoice, acknowledge: (seq: number) => void): void {
    switch (message.type) {
      case 'report': {
        const { seq } = message.input
        void this.#world.submit(message.input).then(() => {
          this.#durable.set(node, Math.max(seq, this.#durable.get(node) ?? 0))
          acknowledge(seq)
        })
        return
      }
      case 'effectsDone': {
        const { waiting } = this.#outbox(node)
        const left = waiting.findIndex(({ number }) => number > message.upTo)
        waiting.splice(0, left < 0 ? waiting.length : left)
        return
      }
      case 'signal':
        return this.#world.signal(message.signal)
      default:
    }
  }

  #giveUpLater(node: string): void {
    this.#world.after(GIVE_UP_MS, () => {
      if (!this.#sockets.has(node)) this.#giveUp(node)
    })
  }

  #giveUp(node: string): void {
    this.#forget(node)
    if (this.#world.lastReport(node) === undefined) return
    this.#world.nodeLost()
    void this.#world.submit({ type: 'voice.lost', node, seq: 0 })
  }

  #forget(node: string): void {
    this.#outboxes.delete(node)
    this.#durable.delete(node)
  }

  #outbox(node: string): Outbox {
    const known = this.#outboxes.get(node)
    if (known) return known
    const outbox: Outbox = { number: 0, waiting: [] }
    this.#outboxes.set(node, outbox)
    return outbox
  }
}

/** Says once for all reports that became durable together that they did. */
function acknowledger(socket: Socket): (seq: number) => void {
  let upTo: number | undefined
  return seq => {
    if (upTo === undefined) {
      queueMicrotask(() => {
        if (upTo !== undefined) socket.send({ type: 'reportsDone', upTo })
        upTo = undefined
      })
    }
    upTo = seq
  }
}
