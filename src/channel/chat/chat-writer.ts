// Makes lines and receipts durable, many at once: what comes while a batch is being written is the
// next batch. What waits for a line is done after it, in order.
import type { Clock } from '../../io/clock.ts'
import { Spacing, type SpacingLimits } from '../../io/spacing.ts'
import type { ChatStore, KeptLine, KeptReceipt } from '../../store/chat-store.ts'
import { Fenced } from '../../store/journal.ts'

/** A batch costs the database much the same whatever is in it. */
const SPACING: SpacingLimits = { perSecond: 1000, maxMs: 3 }
const BATCH_MAX = 2000
const RETRY_FIRST_MS = 20
const RETRY_MAX_MS = 1000

interface ChatWriterWorld {
  readonly clock: Clock
  readonly store: Pick<ChatStore, 'add'>
  /** The database is away; it is tried again. */
  failed(error: unknown): void
  /** Nothing can be written any more: this process must end. */
  fatal(error: Error): void
}

interface Waiting {
  readonly line?: KeptLine
  readonly receipt?: KeptReceipt
  readonly then: () => void
}

export class ChatWriter {
  readonly #world: ChatWriterWorld
  readonly #spacing = new Spacing(SPACING)
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #stopped: boolean = false
  #batches = 0
  #lines = 0

  constructor(world: ChatWriterWorld) {
    this.#world = world
  }

  get figures(): Readonly<Record<string, number>> {
    return {
      chat_lines: this.#lines,
      chat_batches: this.#batches,
      chat_lines_waiting: this.#waiting.length,
    }
  }

  /** Everything is durable. */
  get isIdle(): boolean {
    return this.#writing === undefined
  }

  /** `then` is called when the line is durable. */
  line(line: KeptLine, then: () => void): void {
    this.#add({ line, then })
  }

  receipt(receipt: KeptReceipt, then: () => void): void {
    this.#add({ receipt, then })
  }

  /** `then` is called when everything before is durable. */
  after(then: () => void): void {
    this.#add({ then })
  }

  /** Writes down what there is. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#writing
  }

  #add(waiting: Waiting): void {
    this.#spacing.note(this.#world.clock.now())
    this.#waiting.push(waiting)
    this.#writing ??= this.#writeAll()
  }

  async #writeAll(): Promise<void> {
    // What arrives in the same turn shares a batch.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      await this.#gather()
      const batch = this.#waiting.splice(0, BATCH_MAX)
      const lines: KeptLine[] = []
      const receipts: KeptReceipt[] = []
      for (const { line, receipt } of batch) {
        if (line) lines.push(line)
        if (receipt) receipts.push(receipt)
      }
      if (lines.length + receipts.length > 0) {
        if (!(await this.#write(lines, receipts))) return
        this.#batches++
        this.#lines += lines.length
      }
      for (const { then } of batch) then()
    }
    // At once: what comes from now on finds nobody writing.
    this.#writing = undefined
  }

  /** Lets a batch grow while much is written. */
  async #gather(): Promise<void> {
    const { clock } = this.#world
    const waitMs = this.#stopped ? 0 : this.#spacing.waitMs(clock.now())
    if (waitMs > 0) await this.#pause(waitMs)
    this.#spacing.passedOn(clock.now())
  }

  /** Until it is there. Answers false when it never will be. */
  async #write(lines: readonly KeptLine[], receipts: readonly KeptReceipt[]): Promise<boolean> {
    for (let delay = RETRY_FIRST_MS; ; delay = Math.min(delay * 2, RETRY_MAX_MS)) {
      try {
        await this.#world.store.add({ lines, receipts })
        return true
      } catch (error) {
        if (error instanceof Fenced || error instanceof TypeError || error instanceof RangeError) {
          this.#world.fatal(error)
          return false
        }
        // Nobody has been told of it, and it may be there already: the numbers say so.
        this.#world.failed(error)
        await this.#pause(delay)
      }
    }
  }

  #pause(ms: number): Promise<void> {
    const { clock } = this.#world
    return new Promise(resolve => {
      clock.schedule(clock.now() + ms, resolve)
    })
  }
}
