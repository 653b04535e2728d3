// Tells one sink what is in the outbox, from its own position on, as fast as that sink takes it. What
// fails is tried again until it succeeds; what is refused for ever is set aside; nothing here is waited
// for by anybody else.
import type { EventKind } from '../core/directory/event-sink.ts'
import type { Instant } from '../core/instant.ts'
import type { Outbox, OutboxEntry } from '../store/outbox.ts'
import type { DeadLetters } from './dead-letters.ts'
import { type Delivery, deliveriesOf, type Origin } from './delivery.ts'
import { Blocked, Refused, type Sink, Unavailable } from './sink.ts'

/** Entries read at once, and deliveries handed to a sink at once. */
const READ = 500
const HANDED = { count: 200, chars: 1_000_000 }
/** Asked again after this, should nobody have told us of an append. */
const IDLE_MS = 2000
/** Entries that come fast are read together. */
const CYCLE_MS = 10
/** What was told is noted this often: it is what may be told twice after a crash. */
const SAVE_MS = 200
/** Entries without anything for this sink, after which its position is noted all the same. */
const SAVE_ENTRIES = 1000
const RETRY_MS = { first: 250, longest: 60_000 }
/** Until a person has done something about it, asking often is of no use. */
const BLOCKED_MS = 3 * 60_000

export interface SinkRunnerOptions {
  /** Of the outbox. */
  readonly reader: string
  readonly kinds: readonly EventKind[]
  readonly since: Instant
  readonly origin: Origin
  readonly outbox: Outbox
  readonly sink: Sink
  readonly deadLetters: DeadLetters
  readonly now: () => Instant
  /** Resolves after so long, or at once when aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to 1. */
  readonly random: () => number
}

/** How a sink fares. */
export interface SinkStatus {
  readonly delivered: number
  readonly setAside: number
  readonly failures: number
  /** Entries that were dropped before it came to them. */
  readonly missed: number
  /** Everything up to this entry has been dealt with. */
  readonly position: number
  /** When what it is being told now happened; nothing when it has been told all. */
  readonly at?: Instant
  /** Why the last try failed, while it has not succeeded since. */
  readonly lastError?: string
  /** Since when nothing is taken until somebody changes the receiver or the sink. */
  readonly blockedSince?: Instant
}

export class SinkRunner {
  readonly #options: SinkRunnerOptions
  readonly #stopping = new AbortController()
  #status: SinkStatus = { delivered: 0, setAside: 0, failures: 0, missed: 0, position: 0 }
  #saved = 0
  #savedAt = 0
  /** Tries since the position was noted. */
  #unsaved = 0
  /** Only who was away or failed can be so far behind that entries were dropped. */
  #mayBeLate = true
  #running: Promise<void> | undefined

  constructor(options: SinkRunnerOptions) {
    this.#options = options
  }

  get status(): SinkStatus {
    return this.#status
  }

  start(): void {
    this.#running ??= this.#run().catch(error => {
      if (!this.#signal.aborted) throw error
    })
  }

  /** Notes how far it came, and ends. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
    // Without a database it is told again what it was told last.
    await this.#save().catch(() => undefined)
    await this.#options.sink.close()
  }

  get #signal(): AbortSignal {
    return this.#stopping.signal
  }

  async #run(): Promise<void> {
    const { outbox, reader } = this.#options
    const position = await this.#untilDone(() => outbox.position(reader))
    this.#saved = position
    this.#note({ position })
    while (!this.#signal.aborted) {
      await this.#untilDone(() => this.#saveIfDue())
      const entries = await this.#untilDone(() => outbox.read(this.#status.position, READ))
      if (entries.length === 0) {
        this.#note({ at: undefined })
        await this.#wait()
        continue
      }
      await this.#noteGap(entries)
      for (const part of parts(entries, entry => this.#wanted(entry))) {
        await this.#tell(part.deliveries)
        this.#note({ position: part.seq })
        await this.#untilDone(() => this.#saveIfDue())
      }
      await this.#options.pause(CYCLE_MS, this.#signal)
    }
  }

  async #wait(): Promise<void> {
    const { outbox } = this.#options
    const longest = this.#unsaved > 0 ? SAVE_MS : IDLE_MS
    await this.#unlessStopped(outbox.wait(this.#status.position, longest))
  }

  /** Has the outbox dropped what was never told? */
  async #noteGap([first]: readonly OutboxEntry[]): Promise<void> {
    const { position } = this.#status
    if (first === undefined || !this.#mayBeLate) return
    this.#mayBeLate = false
    const { oldest } = await this.#untilDone(() => this.#options.outbox.extent())
    if (oldest > position + 1) {
      this.#note({ missed: this.#status.missed + oldest - position - 1 })
    }
  }

  #wanted(entry: OutboxEntry): readonly Delivery[] {
    const { since, kinds, origin } = this.#options
    if (entry.at < since) return []
    return deliveriesOf(entry, origin, kinds)
  }

  async #tell(deliveries: readonly Delivery[]): Promise<void> {
    const [first] = deliveries
    if (first === undefined) return
    this.#note({ at: first.at })
    let left = deliveries
    let refusals = 0
    for (let attempt = 1; ; attempt++) {
      const failure = await this.#attempt(left)
      if (failure === undefined) return
      if (failure.left.length < left.length) {
        // The way is open after all.
        attempt = 1
        refusals = 0
      }
      left = failure.left
      if (failure instanceof Refused) {
        if (left.length > 1) return this.#tellHalves(left)
        if (++refusals >= failure.attempts) return this.#setAside(left, failure.message)
      }
      if (failure instanceof Blocked) await this.#pauseFor(BLOCKED_MS)
      else await this.#pauseBefore(attempt)
    }
  }

  async #attempt(deliveries: readonly Delivery[]): Promise<Refused | Unavailable | undefined> {
    this.#unsaved++
    const { delivered, failures } = this.#status
    try {
      await this.#unlessStopped(this.#options.sink.deliver(deliveries, this.#signal))
      this.#note({
        delivered: delivered + deliveries.length,
        lastError: undefined,
        blockedSince: undefined,
      })
      return undefined
    } catch (error) {
      this.#signal.throwIfAborted()
      const failure = asFailure(error, deliveries)
      this.#mayBeLate = true
      this.#note({
        delivered: delivered + deliveries.length - failure.left.length,
        failures: failures + 1,
        lastError: failure.message,
        blockedSince:
          failure instanceof Blocked
            ? (this.#status.blockedSince ?? this.#options.now())
            : undefined,
      })
      return failure
    }
  }

  /** One of them is not wanted: the others shall not suffer for it. */
  async #tellHalves(deliveries: readonly Delivery[]): Promise<void> {
    const middle = Math.ceil(deliveries.length / 2)
    await this.#tell(deliveries.slice(0, middle))
    await this.#tell(deliveries.slice(middle))
  }

  async #setAside(deliveries: readonly Delivery[], reason: string): Promise<void> {
    const { deadLetters, now } = this.#options
    for (const delivery of deliveries) {
      await this.#untilDone(() => deadLetters.add(delivery, reason, now()))
    }
    this.#note({ setAside: this.#status.setAside + deliveries.length, lastError: undefined })
  }

  async #saveIfDue(): Promise<void> {
    const isLate = this.#options.now() - this.#savedAt >= SAVE_MS
    const isFar = this.#status.position - this.#saved >= SAVE_ENTRIES
    if (isFar || (this.#unsaved > 0 && isLate)) await this.#save()
  }

  async #save(): Promise<void> {
    const { outbox, reader, sink, now } = this.#options
    const { position } = this.#status
    if (position > this.#saved) {
      await sink.settle?.(position)
      await outbox.passed(reader, position)
    }
    this.#saved = position
    this.#savedAt = now()
    this.#unsaved = 0
  }

  /** For what only the database or the disk can fail. */
  async #untilDone<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      this.#signal.throwIfAborted()
      try {
        return await this.#unlessStopped(work())
      } catch (error) {
        this.#note({ lastError: error instanceof Error ? error.message : String(error) })
        await this.#pauseBefore(attempt)
      }
    }
  }

  /** Whoever does not answer does not keep us from ending. */
  async #unlessStopped<T>(work: Promise<T>): Promise<T> {
    const signal = this.#signal
    // `Promise.race` with a promise that stays open would keep all that was ever read.
    let stop: () => void = () => {}
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason)
    })
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    try {
      return await Promise.race([work, stopped])
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  /** Longer and longer, and never all of them at once. */
  async #pauseBefore(attempt: number): Promise<void> {
    await this.#pauseFor(
      Math.min(RETRY_MS.longest, RETRY_MS.first * 2 ** Math.min(attempt - 1, 20)),
    )
  }

  async #pauseFor(longest: number): Promise<void> {
    const { pause, random } = this.#options
    await pause(longest * (0.5 + random() / 2), this.#signal)
    this.#signal.throwIfAborted()
  }

  #note(news: { [K in keyof SinkStatus]?: SinkStatus[K] | undefined }): void {
    this.#status = { ...this.#status, ...news } as SinkStatus
  }
}

function asFailure(error: unknown, left: readonly Delivery[]): Refused | Unavailable {
  if (error instanceof Refused || error instanceof Unavailable) return error
  return new Unavailable(error instanceof Error ? error.message : String(error), left)
}

/** Whole entries, as many together as may be handed over at once. */
function* parts(
  entries: readonly OutboxEntry[],
  wanted: (entry: OutboxEntry) => readonly Delivery[],
): Generator<{ readonly seq: number; readonly deliveries: readonly Delivery[] }> {
  let deliveries: Delivery[] = []
  let chars = 0
  let seq: number | undefined
  for (const entry of entries) {
    const more = wanted(entry)
    const size = more.reduce((sum, { body }) => sum + body.length, 0)
    const isFull = deliveries.length + more.length > HANDED.count || chars + size > HANDED.chars
    if (seq !== undefined && deliveries.length > 0 && isFull) {
      yield { seq, deliveries }
      deliveries = []
      chars = 0
    }
    deliveries.push(...more)
    chars += size
    seq = entry.seq
  }
  if (seq !== undefined) yield { seq, deliveries }
}
