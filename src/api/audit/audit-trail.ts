// The audit trail: what was done, by whom and how it came out, in an order that cannot be changed
// afterwards without its being seen. Each record's hash is made with a key of the instance over the
// hash before and the record, so that whoever changes the database alone breaks the chain.
import { hmacSha256 } from '../../io/crypto.ts'
import type { AuditRow, AuditStore } from '../../store/audit-store.ts'
import { Fenced } from '../../store/journal.ts'

/** A record that is to be kept. */
export interface AuditEvent extends Omit<AuditRow, 'number' | 'body' | 'hash'> {
  /** In CloudTrail's JSON. */
  readonly record: object
}

export interface AuditTrailWorld {
  readonly store: AuditStore
  /** The key of the chain. */
  readonly key: Uint8Array
  /** Waits; in tests it need not. */
  pause(ms: number): Promise<void>
  fatal(error: Error): void
}

const BATCH_MAX = 500
/** Those who read wait as well once so many records are not written. */
const UNWRITTEN_MAX = 20_000
const RETRY_MS = 500
/** What only reads is gathered for so long: nobody waits for it, and a batch costs as much as many records. */
const GATHER_MS = 100

/** What comes before the first record of all. */
const BEGINNING = ''

export class AuditTrail {
  readonly #world: AuditTrailWorld
  #number = 0
  #hash = BEGINNING
  #unwritten: AuditRow[] = []
  #writing: Promise<void> | undefined
  /** Those who wait until the record of a number is durable, in its order. */
  #waiting: { readonly number: number; readonly tell: () => void }[] = []
  #hurry: (() => void) | undefined
  #written = 0
  #stopped = false

  constructor(world: AuditTrailWorld) {
    this.#world = world
  }

  get figures(): Readonly<Record<string, number>> {
    return { audit_records: this.#written, audit_unwritten: this.#unwritten.length }
  }

  /** Goes on where the trail ended. */
  async open(): Promise<void> {
    const last = await this.#world.store.last()
    this.#number = last?.number ?? 0
    this.#hash = last?.hash ?? BEGINNING
  }

  /** Resolves when the record is durable; for what only reads, as soon as it is in line. */
  async add({ record, ...event }: AuditEvent): Promise<void> {
    const body = JSON.stringify(record)
    this.#hash = chained(this.#world.key, this.#hash, body)
    this.#unwritten.push({ ...event, number: ++this.#number, body, hash: this.#hash })
    this.#writing ??= this.#writeAll()
    if (!event.readOnly || this.#unwritten.length > UNWRITTEN_MAX) await this.written()
    else if (this.#unwritten.length >= BATCH_MAX) this.#hurry?.()
  }

  /** Resolves when all records so far are durable. */
  written(): Promise<void> {
    if (!this.#writing) return Promise.resolve()
    return new Promise(tell => {
      this.#waiting.push({ number: this.#number, tell })
      this.#hurry?.()
    })
  }

  /** Writes down what there is. */
  async close(): Promise<void> {
    this.#stopped = true
    this.#hurry?.()
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    // What comes in the same turn shares a batch.
    await Promise.resolve()
    while (this.#unwritten.length > 0) {
      await this.#gathered()
      const batch = this.#unwritten.slice(0, BATCH_MAX)
      if (!(await this.#write(batch))) break
      this.#unwritten = this.#unwritten.slice(batch.length)
      this.#written += batch.length
      this.#tell(batch.at(-1)?.number ?? 0)
    }
    this.#writing = undefined
    // Nothing is left, or nothing will be written any more.
    this.#tell(this.#number)
  }

  /** Until somebody waits, there is a whole batch, or time is up. */
  async #gathered(): Promise<void> {
    const isWanted = this.#waiting.length > 0 || this.#stopped
    if (isWanted || this.#unwritten.length >= BATCH_MAX) return
    const hurried = new Promise<void>(resolve => {
      this.#hurry = resolve
    })
    await Promise.race([this.#world.pause(GATHER_MS), hurried])
    this.#hurry = undefined
  }

  #tell(number: number): void {
    const later = this.#waiting.findIndex(each => each.number > number)
    const told = this.#waiting.splice(0, later < 0 ? this.#waiting.length : later)
    for (const { tell } of told) tell()
  }

  /** Again and again while the database is away. False: it never will be. */
  async #write(batch: readonly AuditRow[]): Promise<boolean> {
    for (;;) {
      try {
        await this.#world.store.add(batch)
        return true
      } catch (error) {
        if (error instanceof Fenced) {
          this.#world.fatal(error)
          return false
        }
        if (this.#stopped) return false
        await this.#world.pause(RETRY_MS)
      }
    }
  }
}

export interface ChainReport {
  readonly records: number
  /** The last record and its hash: who keeps both elsewhere can prove later that nothing before was changed. */
  readonly last?: { readonly number: number; readonly hash: string }
  /** The first record that does not follow from the one before. */
  readonly brokenAt?: number
}

/** Goes through the whole trail. */
export async function verifyTrail(store: AuditStore, key: Uint8Array): Promise<ChainReport> {
  let before: AuditRow | undefined
  let records = 0
  for (;;) {
    const rows = await store.read({ after: before?.number ?? 0, limit: BATCH_MAX })
    if (rows.length === 0) break
    for (const row of rows) {
      if (!follows(key, before, row)) return { records, brokenAt: row.number }
      before = row
      records++
    }
  }
  return { records, ...(before && { last: { number: before.number, hash: before.hash } }) }
}

/** Old records are dropped from the front: what the first one followed is not known any more. */
function follows(key: Uint8Array, before: AuditRow | undefined, row: AuditRow): boolean {
  if (!before) return row.number > 1 || row.hash === chained(key, BEGINNING, row.body)
  return row.number === before.number + 1 && row.hash === chained(key, before.hash, row.body)
}

function chained(key: Uint8Array, before: string, body: string): string {
  return Buffer.from(hmacSha256(key, `${before}\n${body}`)).toString('hex')
}
