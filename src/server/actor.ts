// Drives the pure centre: one input after another, each with its time; appends them to the journal
// in batches, one commit in flight; and lets out effects and answers only when their batch is durable.
import type { Centre, Outcome } from '../core/centre.ts'
import type { Effect } from '../core/effect.ts'
import type { ContactRow } from '../core/event.ts'
import type { Input } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Clock } from '../io/clock.ts'
import { Spacing, type SpacingLimits } from '../io/spacing.ts'
import { Fenced, type Journal, type JournalEntry } from '../store/journal.ts'

/** After so many entries the state is saved, so that a restart has little to replay. */
const SNAPSHOT_EVERY = 20_000
const RETRY_FIRST_MS = 20
/** A batch costs the database much the same whatever is in it. */
const SPACING = { perSecond: 500, maxMs: 20 }
const RETRY_MAX_MS = 1_000

export interface ActorWorld {
  readonly clock: Clock
  readonly journal: Journal
  /** Lets an effect out. Called in order, only for what is durable. */
  release(effect: Effect): void
  /** Told what an input came to at once, before it is durable: for those who only look on. */
  readonly happened?: (effects: readonly Effect[]) => void
  /** What else belongs into a snapshot beside the centre. */
  saveOutbox(): Json
  restoreOutbox(saved: Json): void
  /** How the centre's state is written down, and read again, if not as it is. */
  readonly secrets?: {
    sealState(state: Json): Json
    openState(state: Json): Json
  }
  /** How batches wait for more under load, if not as usual. */
  readonly spacing?: SpacingLimits
  /** The journal cannot go on: this process must end. */
  fatal(error: Error): void
}

interface Pending {
  readonly entry: JournalEntry
  readonly effects: readonly Effect[]
  readonly done: () => void
}

export class Actor {
  readonly #centre: Centre
  readonly #world: ActorWorld
  #seq = 0
  #lastAt: Instant = 0
  #pending: Pending[] = []
  /** The batch that is being written. */
  #inFlight: readonly Pending[] = []
  #flushing: Promise<void> | undefined
  /** Those who wait until an entry is durable, by its number, the lowest first. */
  #waiters: { readonly seq: number; readonly resolve: () => void }[] = []
  #sinceSnapshot = 0
  /** The one that is being put away. */
  #snapshotting: Promise<void> | undefined
  #cancelTimer: () => void = () => {}
  #armedFor: Instant | undefined
  readonly #spacing: Spacing
  #stopped = false
  #batches = 0
  #snapshotsFailed = 0

  constructor(centre: Centre, world: ActorWorld) {
    this.#centre = centre
    this.#world = world
    this.#spacing = new Spacing(world.spacing ?? SPACING)
  }

  /** The number of the last entry, be it durable or not. */
  get seq(): number {
    return this.#seq
  }

  /** Figures for `/metrics`. */
  get figures(): Readonly<Record<string, number>> {
    return {
      journal_entries: this.#seq,
      journal_batches: this.#batches,
      snapshots_failed: this.#snapshotsFailed,
    }
  }

  /** Records of contacts that the centre has let go of while the store does not have them yet. */
  *unwrittenRecords(): Generator<ContactRow> {
    for (const { entry } of [...this.#inFlight, ...this.#pending]) {
      for (const event of entry.events) {
        if (event.type === 'contact.record' && event.row.final) yield event.row
      }
    }
  }

  unwrittenRecord(contactId: string): ContactRow | undefined {
    for (const row of this.unwrittenRecords()) if (row.contactId === contactId) return row
    return undefined
  }

  /** Loads the last snapshot and replays what came after. Answers how many entries there were. */
  async recover(): Promise<number> {
    const { journal, secrets } = this.#world
    const snapshot = await journal.latestSnapshot()
    if (snapshot) {
      const state = snapshot.state as JsonObject
      const centre = state.centre ?? null
      this.#centre.restore(secrets?.openState(centre) ?? centre)
      this.#world.restoreOutbox(state.outbox ?? null)
      this.#seq = snapshot.seq
    }
    let replayed = 0
    for await (const entry of journal.read(this.#seq)) {
      this.#seq = entry.seq
      this.#lastAt = entry.at
      for (const effect of this.#centre.handle(entry.input, entry.at).effects) {
        this.#world.release(effect)
      }
      replayed++
    }
    this.#sinceSnapshot = replayed
    return replayed
  }

  /** Begins to wake the centre when it asks for it. */
  start(): void {
    this.#arm()
  }

  /** Applies inputs in memory now, in order; resolves when they are durable. */
  submit(...inputs: readonly Input[]): Promise<Refusal | undefined> {
    const { promise, resolve } = withResolvers()
    let refused: Refusal | undefined
    for (const [index, input] of inputs.entries()) {
      const isLast = index === inputs.length - 1
      refused = this.#apply(input, isLast ? resolve : () => {})
      if (refused && !isLast) {
        // What was to come after it is not done; the answer waits for what was.
        this.#arm()
        this.#flush()
        return this.durable().then(() => refused)
      }
    }
    this.#arm()
    this.#flush()
    return promise.then(() => refused)
  }

  /** Resolves when everything applied so far is durable, whatever has come since. */
  async durable(): Promise<void> {
    if (this.#flushing === undefined) return
    await new Promise<void>(resolve => {
      this.#waiters.push({ seq: this.#seq, resolve })
    })
  }

  /** Writes down what there is, saves the state and stops. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelTimer()
    for (let busy = this.#flushing; busy !== undefined; busy = this.#flushing) await busy
    await this.#snapshotting
    if (this.#pending.length > 0 || this.#sinceSnapshot === 0) return
    const centre = this.#saved()
    if (centre !== undefined) await this.#snapshot(this.#seq, centre)
  }

  #apply(input: Input, done: () => void): Refusal | undefined {
    const at = Math.max(this.#world.clock.now(), this.#lastAt)
    this.#lastAt = at
    this.#spacing.note(at)
    const { effects, events, refused } = this.#handle(input, at)
    this.#world.happened?.(effects)
    this.#seq++
    this.#pending.push({ entry: { seq: this.#seq, at, input, events }, effects, done })
    return refused
  }

  /**
   * A centre that throws is half changed: nothing of it may be written down or let out any more. What
   * is durable is whole, and a new process goes on from there.
   */
  #handle(input: Input, at: Instant): Outcome {
    try {
      return this.#centre.handle(input, at)
    } catch (error) {
      this.#pending = []
      this.#stopped = true
      this.#world.fatal(error instanceof Error ? error : new Error(String(error)))
      throw error
    }
  }

  #arm(): void {
    const deadline = this.#centre.nextDeadline()
    if (this.#stopped || deadline === this.#armedFor) return
    this.#cancelTimer()
    this.#cancelTimer = () => {}
    this.#armedFor = deadline
    if (deadline === undefined) return
    this.#cancelTimer = this.#world.clock.schedule(deadline, () => {
      this.#armedFor = undefined
      // A clock that runs a little behind its timer would wake us for nothing, again and again.
      if (this.#world.clock.now() < deadline) return this.#arm()
      void this.submit({ type: 'time.passed' })
    })
  }

  #flush(): void {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = undefined
      this.#letGo(this.#seq)
    })
  }

  #letGo(seq: number): void {
    const later = this.#waiters.findIndex(each => each.seq > seq)
    const over = this.#waiters.splice(0, later < 0 ? this.#waiters.length : later)
    for (const { resolve } of over) resolve()
  }

  async #flushAll(): Promise<void> {
    // What arrives in the same turn shares a batch.
    await Promise.resolve()
    while (this.#pending.length > 0) {
      await this.#gather()
      const batch = this.#pending
      this.#pending = []
      this.#inFlight = batch
      // Everything that has been applied is in this batch: the state is that of its last entry.
      this.#sinceSnapshot += batch.length
      const isDue = this.#sinceSnapshot >= SNAPSHOT_EVERY && this.#snapshotting === undefined
      const centre = isDue ? this.#saved() : undefined
      if (!(await this.#append(batch.map(({ entry }) => entry)))) return
      this.#inFlight = []
      this.#batches++
      for (const { effects, done } of batch) {
        for (const effect of effects) this.#world.release(effect)
        done()
      }
      this.#letGo(batch.at(-1)?.entry.seq ?? 0)
      // Nobody waits for it: what comes meanwhile is written down beside it.
      const last = batch.at(-1)
      if (centre !== undefined && last) void this.#snapshot(last.entry.seq, centre)
    }
  }

  /** Lets a batch grow while entries come fast. */
  async #gather(): Promise<void> {
    const { clock } = this.#world
    const waitMs = this.#stopped ? 0 : this.#spacing.waitMs(clock.now())
    if (waitMs > 0) {
      await new Promise<void>(resolve => {
        clock.schedule(clock.now() + waitMs, resolve)
      })
    }
    this.#spacing.passedOn(clock.now())
  }

  /** Appends until it is there. Answers false when it never will be. */
  async #append(entries: readonly JournalEntry[]): Promise<boolean> {
    for (let delay = RETRY_FIRST_MS; ; delay = Math.min(delay * 2, RETRY_MAX_MS)) {
      try {
        await this.#world.journal.append(entries)
        return true
      } catch (error) {
        // Neither a lost lease nor what cannot be written as JSON becomes right by trying again.
        if (error instanceof Fenced || error instanceof TypeError || error instanceof RangeError) {
          this.#world.fatal(error)
          return false
        }
        // The database is away: nothing is lost, for nothing has been let out. It may have kept
        // the batch before it went, which the journal finds out when it is given again.
        await new Promise<void>(resolve => {
          this.#world.clock.schedule(this.#world.clock.now() + delay, resolve)
        })
      }
    }
  }

  /** The centre as text. Without it nothing is lost: the journal still has everything. `/metrics` tells. */
  #saved(): string | undefined {
    this.#sinceSnapshot = 0
    try {
      const state = this.#centre.save()
      return JSON.stringify(this.#world.secrets?.sealState(state) ?? state)
    } catch {
      this.#snapshotsFailed++
      return undefined
    }
  }

  /** Of what is all durable and let out just now, with the centre as it was then. One at a time. */
  async #snapshot(seq: number, centre: string): Promise<void> {
    const outbox = JSON.stringify(this.#world.saveOutbox())
    this.#snapshotting = this.#world.journal
      .putSnapshot(seq, `{"centre":${centre},"outbox":${outbox}}`)
      .catch(error => {
        this.#snapshotsFailed++
        if (error instanceof Fenced) this.#world.fatal(error)
      })
      .finally(() => {
        this.#snapshotting = undefined
      })
    await this.#snapshotting
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {}
  const promise = new Promise<void>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
