// The real centre, actor, hub and link around a bus whose every message, commit and death happens
// when a test says so. The voice node is a list of what it was asked to do.
import { seedInputs } from '../../src/api/seed.ts'
import type { FromCentre, FromVoice } from '../../src/channel/voice/bus-message.ts'
import { CentreLink } from '../../src/channel/voice/centre-link.ts'
import { Centre } from '../../src/core/centre.ts'
import { isVoiceEffect, type VoiceEffect } from '../../src/core/effect.ts'
import { defaultFlows } from '../../src/core/flow/default-flows.ts'
import type { VoiceReport } from '../../src/core/input.ts'
import type { LineSocket } from '../../src/io/line-socket.ts'
import { Actor } from '../../src/server/actor.ts'
import { VoiceHub } from '../../src/server/voice-hub.ts'
import type { Journal, JournalEntry } from '../../src/store/journal.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { VirtualClock } from './virtual-clock.ts'

const NODE = 'voice-1'
const INSTANCE = '11111111-1111-4111-8111-111111111111'
const SEED = [1, 2, 3, 4] as const

type Step =
  | 'fromVoice'
  | 'fromCentre'
  | 'commit'
  | 'call'
  | 'digit'
  | 'hangUp'
  | 'cut'
  | 'time'
  | 'killCentre'
  | 'stopCentre'

/** One connection: what each side has said and the other has not heard yet. */
class Cable {
  readonly toCentre: FromVoice[] = []
  readonly toVoice: FromCentre[] = []
  isCut = false
  readonly #ends = { centre: new End<FromVoice>(), voice: new End<FromCentre>() }

  get centre(): LineSocket<FromCentre, FromVoice> {
    return this.#socket(this.toVoice, this.#ends.centre)
  }

  get voice(): LineSocket<FromVoice, FromCentre> {
    return this.#socket(this.toCentre, this.#ends.voice)
  }

  deliverToCentre(): boolean {
    return deliver(this.toCentre, this.#ends.centre)
  }

  deliverToVoice(): boolean {
    return deliver(this.toVoice, this.#ends.voice)
  }

  cut(): void {
    if (this.isCut) return
    this.isCut = true
    this.toCentre.length = 0
    this.toVoice.length = 0
    this.#ends.centre.onClose()
    this.#ends.voice.onClose()
  }

  #socket<Sent, Heard>(outgoing: Sent[], end: End<Heard>): LineSocket<Sent, Heard> {
    return {
      send: message => {
        if (!this.isCut) outgoing.push(JSON.parse(JSON.stringify(message)) as Sent)
      },
      close: () => this.cut(),
      onMessage(listener) {
        end.onMessage = listener
      },
      onClose(listener) {
        end.onClose = listener
      },
    }
  }
}

class End<Heard> {
  onMessage: (message: Heard) => void = () => {}
  onClose: () => void = () => {}
}

function deliver<Heard>(messages: Heard[], end: End<Heard>): boolean {
  const message = messages.shift()
  if (message === undefined) return false
  end.onMessage(message)
  return true
}

interface Running {
  readonly centre: Centre
  readonly actor: Actor
  readonly hub: VoiceHub
  /** Appends that have been asked for and not made. */
  readonly gates: (() => void)[]
  alive: boolean
}

export class TestBus {
  readonly clock = new VirtualClock()
  readonly performed: VoiceEffect[] = []
  forgotten = false
  reportsMade = 0
  readonly #disk = new MemoryDisk()
  /** Every entry that was ever durable: the journal itself drops what snapshots contain. */
  readonly #entries = new Map<number, JournalEntry>()
  readonly #link: CentreLink
  #running: Running | undefined
  #cable: Cable | undefined
  #plugged = true
  #calls: string[] = []

  private constructor() {
    this.#link = new CentreLink({
      node: NODE,
      now: () => this.clock.now(),
      connect: () => this.#connect(),
      after: (ms, then) => void this.clock.schedule(this.clock.now() + ms, then),
      perform: effect => this.#perform(effect),
      signal: () => {},
      connected: () => {},
      forgotten: () => {
        this.forgotten = true
      },
    })
    this.reportsMade = 1 // voice.started
  }

  static async open(): Promise<TestBus> {
    const bus = new TestBus()
    await bus.#start()
    const seed = await seedInputs({
      instanceId: INSTANCE,
      region: 'us-east-1',
      account: '000000000000',
      now: bus.clock.now(),
      newId: ids(),
      hashPassword: async password => password,
      passwords: { admin: 'a', supervisor: 'b', qa: 'c', agent1: 'd', agent2: 'e' },
      accessKey: { id: 'KEY', secret: 'secret' },
      holdMusic: 'music.wav',
      flows: defaultFlows,
    })
    void bus.#running?.actor.submit(...seed)
    await bus.take('commit')
    bus.#link.start()
    return bus
  }

  get reportsTaken(): number | undefined {
    return this.#running?.centre.voiceNodes.get(NODE)
  }

  get effectsWaiting(): number | undefined {
    return this.#running?.hub.figures.voice_effects_waiting
  }

  /** What the voice node should have been asked, by the journal alone. */
  async effectsOfJournal(): Promise<VoiceEffect[]> {
    const centre = new Centre(INSTANCE, SEED)
    const effects: VoiceEffect[] = []
    for (const [, { input, at }] of [...this.#entries].sort(([a], [b]) => a - b)) {
      for (const effect of centre.handle(input, at).effects) {
        if (isVoiceEffect(effect)) effects.push(effect)
      }
    }
    return effects
  }

  unplug(): void {
    this.#plugged = false
    this.#cable?.cut()
  }

  plugIn(): void {
    this.#plugged = true
  }

  async take(step: Step): Promise<void> {
    switch (step) {
      case 'fromVoice':
        this.#cable?.deliverToCentre()
        break
      case 'fromCentre':
        this.#cable?.deliverToVoice()
        break
      case 'commit':
        await turns()
        this.#running?.gates.shift()?.()
        break
      case 'cut':
        this.#cable?.cut()
        break
      case 'time':
        this.clock.advance(60)
        break
      case 'killCentre':
        await this.#kill()
        await this.#start()
        break
      case 'stopCentre':
        await this.#stop()
        await this.#start()
        break
      default:
        this.#phone(step)
    }
    await turns()
  }

  /** Lets everything that is under way arrive. */
  async settle(): Promise<void> {
    let rounds = 0
    for (let quiet = 0; quiet < 3; ) {
      if (++rounds > 10_000) throw new Error('it never comes to rest')
      const moved =
        Boolean(this.#cable?.deliverToCentre()) || Boolean(this.#cable?.deliverToVoice())
      const gate = this.#running?.gates.shift()
      gate?.()
      await turns()
      if (moved || gate) quiet = 0
      else {
        this.clock.advance(60)
        await turns()
        quiet++
      }
    }
  }

  async close(): Promise<void> {
    this.#link.close()
    await this.#kill()
  }

  #phone(step: 'call' | 'digit' | 'hangUp'): void {
    if (step === 'call') {
      const legId = `leg-${this.reportsMade}`
      this.#calls.push(legId)
      this.#report({ type: 'leg.offered', legId, from: '+1', to: '+15550100', trunkId: 't' })
      return
    }
    const legId = step === 'hangUp' ? this.#calls.shift() : this.#calls[0]
    if (legId === undefined) return
    if (step === 'hangUp') this.#report({ type: 'leg.ended', legId, reason: 'hungUp' })
    else this.#report({ type: 'leg.digit', legId, digit: '1' })
  }

  #perform(effect: VoiceEffect): void {
    this.performed.push(effect)
    if (effect.type === 'leg.answer') this.#report({ type: 'leg.answered', legId: effect.legId })
  }

  #report(report: VoiceReport): void {
    this.reportsMade++
    this.#link.report(report)
  }

  async #connect(): Promise<LineSocket<FromVoice, FromCentre>> {
    const { hub } = this.#running ?? {}
    if (!hub || !this.#plugged) throw new Error('nobody listens')
    const cable = new Cable()
    this.#cable = cable
    hub.accept(cable.centre)
    return cable.voice
  }

  async #start(): Promise<void> {
    const { journal } = openMemoryStore(this.#disk, INSTANCE)
    const gates: (() => void)[] = []
    const centre = new Centre(INSTANCE, SEED)
    const isAlive = () => running.alive
    const hub: VoiceHub = new VoiceHub({
      lastReport: node => centre.voiceNodes.get(node),
      nodes: () => [...centre.voiceNodes.keys()],
      submit: input => actor.submit(input),
      signal: () => {},
      settings: () => ({ trunks: [], phones: [], recordingPrefix: '' }),
      after: (ms, then) => {
        this.clock.schedule(this.clock.now() + ms, () => {
          if (isAlive()) then()
        })
      },
      nodeLost: () => {},
    })
    const gated: Journal = {
      append: async entries => {
        await new Promise<void>(resolve => gates.push(resolve))
        if (!isAlive()) return new Promise(() => {})
        await journal.append(entries)
        for (const entry of entries) this.#entries.set(entry.seq, entry)
      },
      read: afterSeq => journal.read(afterSeq),
      latestSnapshot: () => journal.latestSnapshot(),
      putSnapshot: (seq, state) => journal.putSnapshot(seq, state),
    }
    const actor: Actor = new Actor(centre, {
      clock: this.clock,
      journal: gated,
      release(effect) {
        if (isVoiceEffect(effect)) hub.release(effect)
      },
      saveOutbox: () => hub.save(),
      restoreOutbox: saved => hub.restore(saved),
      fatal: error => {
        throw error
      },
    })
    const running: Running = { centre, actor, hub, gates, alive: true }
    await actor.recover()
    actor.start()
    hub.expectNodes()
    this.#running = running
  }

  /** `kill -9`: what was not durable is gone, and nobody says good-bye. */
  async #kill(): Promise<void> {
    const { running } = this.#gone()
    if (running) running.alive = false
  }

  async #stop(): Promise<void> {
    const { running } = this.#gone()
    const stopped = running?.actor.stop()
    for (let turn = 0; turn < 20; turn++) {
      running?.gates.shift()?.()
      this.clock.advance(1)
      await turns()
    }
    await stopped
    if (running) running.alive = false
  }

  #gone() {
    const running = this.#running
    this.#running = undefined
    this.#cable?.cut()
    return { running }
  }
}

/** Enough turns of the promise queue for a batch to be written and let out. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve()
}

function ids(): () => string {
  let count = 0
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
}
