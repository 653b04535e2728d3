// A centre's process as far as chats go, in virtual time: the real actor, centre and chat service on a disk
// in memory that is slow, fails and may have kept what it says has failed. It can be killed between any
// two steps; another one goes on from the disk.
import { ChatService } from '../../src/channel/chat/chat-service.ts'
import { Centre } from '../../src/core/centre.ts'
import { Chance } from '../../src/core/chance.ts'
import type { Effect } from '../../src/core/effect.ts'
import type { Input } from '../../src/core/input.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { Clock } from '../../src/io/clock.ts'
import { Actor } from '../../src/server/actor.ts'
import type { Journal } from '../../src/store/journal.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { TestCentre } from './test-centre.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What outlives a process. */
export class ChatMachine {
  readonly clock: VirtualClock
  readonly disk = new MemoryDisk()
  readonly files = new Map<string, JsonObject>()
  readonly chance: Chance
  /** The first inputs: the centre's configuration. */
  readonly seed: readonly Input[]
  readonly centreSeed: TestCentre
  /** One write in so many fails. */
  failsOneIn = 8
  #ids = 0

  private constructor(centre: TestCentre, seed: number) {
    this.centreSeed = centre
    this.clock = centre.clock
    this.seed = centre.inputs.map(({ input }) => input)
    this.chance = new Chance([seed, 1, 2, 3])
  }

  static async open(seed: number, prepare: (centre: TestCentre) => void): Promise<ChatMachine> {
    const centre = await TestCentre.open()
    prepare(centre)
    return new ChatMachine(centre, seed)
  }

  newId(): string {
    return `10000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`
  }

  below(count: number): number {
    return this.chance.below(count)
  }

  /** Lets time pass, a millisecond and all that follows from it after the other. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) {
      this.clock.advance(1)
      await new Promise(setImmediate)
    }
  }
}

export class ChatProcess {
  readonly centre: Centre
  readonly actor: Actor
  readonly chats: ChatService
  readonly problems: Error[] = []
  readonly #machine: ChatMachine
  #skewMs: number
  #dead: boolean = false

  /** @param skewMs so much its clock is wrong. It never goes back behind what has happened. */
  constructor(machine: ChatMachine, skewMs = 0) {
    this.#machine = machine
    this.#skewMs = skewMs
    const { disk } = machine
    const store = openMemoryStore(disk)
    const clock = this.#clock()
    this.centre = new Centre(machine.centreSeed.centre.view.instanceId, [1, 2, 3, 4])
    const fatal = (error: Error) => void this.problems.push(error)
    const journal: Journal = {
      append: entries => this.#slowly(() => store.journal.append(entries), 'before'),
      read: after => store.journal.read(after),
      latestSnapshot: () => store.journal.latestSnapshot(),
      putSnapshot: (seq, state) =>
        this.#slowly(() => store.journal.putSnapshot(seq, state), 'before'),
    }
    this.chats = new ChatService({
      clock,
      store: {
        add: batch => this.#slowly(() => store.chats.add(batch)),
        lines: (id, query) => this.#slowly(() => store.chats.lines(id, query), 'never'),
        line: (id, itemId) => store.chats.line(id, itemId),
        receipts: (id, range) => store.chats.receipts(id, range),
        unheard: chats => store.chats.unheard(chats),
        known: items => store.chats.known(items),
      },
      blobs: {
        put: (key, bytes) =>
          this.#slowly(async () => {
            const file = JSON.parse(Buffer.from(bytes).toString()) as JsonObject
            machine.files.set(key, file)
          }),
      },
      contacts: store.contacts,
      centre: this.centre.view,
      epoch: store.epoch,
      newId: () => machine.newId(),
      submit: input => this.submit(input),
      place: () => ({ account: '000000000000', instanceId: 'i', alias: 'demo' }),
      failed: () => {},
      fatal,
    })
    this.actor = new Actor(this.centre, {
      clock,
      journal,
      release: (effect: Effect) => {
        if (this.#dead || !effect.type.startsWith('chat.')) return
        this.chats.release(effect as Extract<Effect, { conversationId: string }>)
      },
      saveOutbox: () => this.chats.save(),
      restoreOutbox: saved => this.chats.restore(saved),
      fatal,
    })
  }

  /** From the disk. */
  async start(): Promise<void> {
    await this.actor.recover()
    this.#skewMs = Math.max(this.#skewMs, this.centre.now - this.#machine.clock.now())
    this.actor.start()
    if (this.centre.view.directory.named('queue', 'BasicQueue') === undefined) {
      for (const input of this.#machine.seed) void this.actor.submit(input)
    }
    await this.chats.start()
  }

  submit(input: Input) {
    return this.#dead ? new Promise<undefined>(() => {}) : this.actor.submit(input)
  }

  /** Nothing of it happens any more, not even what has begun. */
  kill(): void {
    this.#dead = true
  }

  #clock(): Clock {
    const { clock } = this.#machine
    return {
      now: () => clock.now() + this.#skewMs,
      schedule: (at, wake) =>
        clock.schedule(at - this.#skewMs, () => (this.#dead ? undefined : wake())),
    }
  }

  /** Takes its time; fails now and then, before or after it has been done. */
  async #slowly<T>(
    work: () => Promise<T>,
    fails: 'before' | 'whenever' | 'never' = 'whenever',
  ): Promise<T> {
    const machine = this.#machine
    const fate = fails === 'never' ? 2 : machine.below(machine.failsOneIn)
    await this.#pause(machine.below(4))
    if (fate === 0) throw new Error('the disk is away')
    const result = await work()
    await this.#pause(machine.below(3))
    if (fate === 1 && fails === 'whenever') throw new Error('the disk went away')
    return result
  }

  async #pause(ms: number): Promise<void> {
    const { clock } = this.#machine
    if (ms > 0) await new Promise<void>(resolve => clock.schedule(clock.now() + ms, resolve))
    if (this.#dead) await new Promise(() => {})
  }
}
