// Follows the outbox into the archive: what is new is taken in at once, and written down when it has
// waited for long enough or has become much. When that fails, because the disk is full, what there is
// stays in memory, nothing more is read, and the outbox keeps the rest until it works again.
import type { Outbox, OutboxEntry } from '../store/outbox.ts'
import type { Archive } from './archive.ts'

/** The name under which the outbox keeps things for us. */
const READER = 'analytics'
/** Little enough that what is read is gone before it is old: memory costs more than questions. */
const ENTRIES_PER_READ = 1000
/** Taken in at once: tables take many rows for little more than a few. */
const ENTRIES_PER_ADD = 6000
const WAIT_MS = 5000
/** Whoever asks is told of everything. Until then many entries together cost a third of what each does by itself. */
const GATHER_MS = 10_000
const RETRY_MS = 5000
/** For so little DuckDB is not loaded before somebody asks, or it has become old. */
const LITTLE = { entries: 200, ms: 60 * 60_000 }

/** The archive was made from another journal; the message says what to do. */
export class OtherJournal extends Error {}

type FollowingArchive = Pick<
  Archive,
  | 'isOpen'
  | 'position'
  | 'writtenPosition'
  | 'writtenAt'
  | 'tailRows'
  | 'addPages'
  | 'flush'
  | 'tidy'
>

export interface OutboxFollowerOptions {
  readonly outbox: Outbox
  readonly archive: FollowingArchive
  /** In milliseconds, never going back. */
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
  /** Rows wait in memory for so long at most. */
  readonly flushAfterMs?: number
  readonly flushAfterRows?: number
  readonly tidyEveryMs?: number
  /** Told once, until it works again. */
  failed(sentence: string, error: unknown): void
}

export class OutboxFollower {
  readonly #options: Required<OutboxFollowerOptions>
  #pulling: Promise<void> | undefined
  #next: Promise<void> | undefined
  #flushedAt = 0
  #tidiedAt = 0
  #isFailing = false
  readonly #stopping = new AbortController()

  constructor(options: OutboxFollowerOptions) {
    this.#options = {
      flushAfterMs: 60_000,
      flushAfterRows: 50_000,
      tidyEveryMs: 300_000,
      ...options,
    }
  }

  /** Makes itself known. Throws `OtherJournal` when the archive was not made from this one. */
  async begin(): Promise<void> {
    await this.#options.outbox.position(READER)
    await this.#check()
    this.#flushedAt = this.#options.now()
  }

  /** Follows until `stop`. */
  async run(): Promise<void> {
    const { outbox, archive, pause } = this.#options
    while (!this.#stopping.signal.aborted) {
      try {
        await outbox.wait(archive.position, WAIT_MS)
        if (!(await this.#isLittle())) {
          await this.catchUp()
          await this.#writeDown()
        }
        this.#isFailing = false
        await pause(GATHER_MS)
      } catch (error) {
        if (this.#stopping.signal.aborted) return
        if (!this.#isFailing) this.#options.failed('history cannot be written down', error)
        this.#isFailing = true
        await pause(RETRY_MS)
      }
    }
  }

  /** Resolves when queries see everything that was durable when this was asked. */
  catchUp(): Promise<void> {
    if (!this.#pulling) {
      this.#pulling = this.#pull().finally(() => {
        this.#pulling = undefined
      })
      return this.#pulling
    }
    // What is under way may have looked too early. All who ask meanwhile share the one after it.
    this.#next ??= this.#pulling
      .catch(() => undefined) // told to those who asked for it
      .then(() => {
        this.#next = undefined
        return this.catchUp()
      })
    return this.#next
  }

  async #isLittle(): Promise<boolean> {
    const { outbox, archive, now } = this.#options
    if (archive.isOpen || now() - this.#flushedAt >= LITTLE.ms) return false
    const { newest } = await outbox.extent()
    return newest - archive.position < LITTLE.entries
  }

  /** Ends following; what is in memory is written down. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#pulling?.catch(() => undefined) // who asked for it has heard
    await this.#flush()
  }

  async #pull(): Promise<void> {
    const { archive, flushAfterRows } = this.#options
    for (let before = -1; before < archive.position; ) {
      // Behind by days, after an outage, or while the disk is full: memory is not for that.
      if (archive.tailRows >= flushAfterRows) await this.#flush()
      before = archive.position
      await archive.addPages(this.#pages())
    }
  }

  /** What is new, or the first of it. */
  async *#pages(): AsyncGenerator<readonly OutboxEntry[]> {
    const { outbox, archive } = this.#options
    let after = archive.position
    for (let count = 0; count < ENTRIES_PER_ADD; ) {
      const page = await outbox.read(after, ENTRIES_PER_READ)
      const last = page.at(-1)
      if (!last) return
      after = last.seq
      count += page.length
      yield page
    }
  }

  async #writeDown(): Promise<void> {
    const { archive, now, flushAfterMs, tidyEveryMs } = this.#options
    if (now() - this.#flushedAt >= flushAfterMs) await this.#flush()
    if (now() - this.#tidiedAt < tidyEveryMs) return
    this.#tidiedAt = now()
    await archive.tidy()
  }

  async #flush(): Promise<void> {
    const { archive, outbox, now } = this.#options
    await archive.flush()
    this.#flushedAt = now()
    await outbox.passed(READER, archive.writtenPosition)
  }

  async #check(): Promise<void> {
    const { outbox, archive } = this.#options
    const { oldest, newest } = await outbox.extent()
    if (archive.position > newest) {
      throw new OtherJournal(
        `History was written down up to entry ${archive.position}, but the journal ends at ${newest}: ${TWO_CENTRES}`,
      )
    }
    if (await this.#wasRestored()) {
      throw new OtherJournal(
        `Entry ${archive.position} of the journal is not the one up to which history was written down: ${TWO_CENTRES}`,
      )
    }
    if (archive.position > 0 && archive.position < oldest - 1) {
      this.#options.failed(
        'history lacks entries that the journal no longer has',
        new Error(`Entries ${archive.position + 1} to ${oldest - 1} are missing.`),
      )
    }
  }

  /**
   * The journal of a database that was restored may have grown past where history was. It then still
   * has the entries that history had passed before, and they happened at other times.
   */
  async #wasRestored(): Promise<boolean> {
    const { outbox, archive } = this.#options
    const { position, writtenAt } = archive
    const passed = (await outbox.positions()).get(READER) ?? 0
    if (writtenAt === undefined || passed >= position) return false
    const [entry] = await outbox.read(position - 1, 1)
    return entry?.seq === position && entry.at !== writtenAt
  }
}

const TWO_CENTRES =
  'the database and the folder of the history belong to different centres, or the database was restored. Move the folder away, and history begins anew.'
