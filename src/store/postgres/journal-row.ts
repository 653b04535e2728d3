// A row of the journal: one batch of entries, packed.
import { deflateSync, inflateSync } from 'node:zlib'
import type pg from 'pg'
import type { CentreEvent } from '../../core/event.ts'
import type { Input } from '../../core/input.ts'
import type { Instant } from '../../core/instant.ts'
import type { JournalEntry } from '../journal.ts'
import type { KeptAgentEvent } from '../kept-agent-event.ts'
import type { AgentConfigurations } from './agent-configurations.ts'
import { PACKED, ValuePacker, ValueReader } from './packed-values.ts'

const COMPRESSED_FROM_BYTES = 48_000

/** An agent event with the keys of the agent's configurations; `previous` says only what was different. */
export type PackedAgentEvent = Omit<KeptAgentEvent, 'configuration' | 'previousConfiguration'> & {
  readonly configuration?: string
  readonly previousConfiguration?: string
}

/** What of an entry stands in the journal's own row; records have a table of their own, written with the same commit. */
export type PackedEvent =
  | Exclude<CentreEvent, { type: 'agent.event' | 'contact.record' }>
  | PackedAgentEvent

export interface PackedEntry extends Omit<JournalEntry, 'events'> {
  readonly events: readonly PackedEvent[]
}

/** An entry without its number: entries follow each other without gaps, so the row's first number says all. */
type Packed = readonly [at: Instant, input: Input, events: readonly PackedEvent[]]

function packedEvents(
  events: readonly CentreEvent[],
  configurations: AgentConfigurations,
): readonly PackedEvent[] {
  const packed: PackedEvent[] = []
  for (const event of events) {
    if (event.type === 'agent.event') packed.push(configurations.takeApart(event))
    else if (event.type !== 'contact.record') packed.push(event)
  }
  return packed
}

const packer = new ValuePacker()

/** A row's bytes; compressed when they are many, which halves what an entry costs all the way to the disk. */
export function pack(
  entries: readonly JournalEntry[],
  configurations: AgentConfigurations,
): Buffer {
  const packed = packer.pack(
    entries.map(({ at, input, events }): Packed => {
      return [at, input, packedEvents(events, configurations)]
    }),
  )
  return packed.length < COMPRESSED_FROM_BYTES ? packed : deflateSync(packed, { level: 1 })
}

/** Where to read from, and how many rows at most. */
interface JournalPage {
  readonly instanceId: string
  readonly from: number
  readonly rows: number
}

/** What an entry brought, without its input. */
export type ToldEntry = Omit<PackedEntry, 'input'>

/** The entries of the rows that follow, from the one with this number on; none at the end. */
export async function journalPage(
  pool: pg.Pool,
  page: JournalPage,
): Promise<readonly PackedEntry[]> {
  return await unpackPage(pool, page, (reader, seq, at) => {
    const input = reader.value() as Input
    return { seq, at, input, events: reader.value() as readonly PackedEvent[] }
  })
}

/** The same without their inputs, which takes less time. */
export async function toldPage(pool: pg.Pool, page: JournalPage): Promise<readonly ToldEntry[]> {
  return await unpackPage(pool, page, (reader, seq, at) => {
    reader.skip()
    return { seq, at, events: reader.value() as readonly PackedEvent[] }
  })
}

async function unpackPage<Entry>(
  pool: pg.Pool,
  { instanceId, from, rows: limit }: JournalPage,
  readEntry: (reader: ValueReader, seq: number, at: Instant) => Entry,
): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{ readonly first_seq: number; readonly data: Buffer }>(
    `select first_seq, data from parley.journal
     where instance = $1 and last_seq >= $2 and first_seq >= coalesce(
       (select max(first_seq) from parley.journal where instance = $1 and first_seq <= $2), 0)
     order by first_seq limit $3`,
    [instanceId, from, limit],
  )
  const entries: Entry[] = []
  for (const { first_seq, data } of rows) {
    const reader = readerOf(data)
    const end = first_seq + reader.list()
    for (let seq = first_seq; seq < end; seq++) {
      reader.list()
      const entry = readEntry(reader, seq, reader.value() as Instant)
      if (seq >= from) entries.push(entry)
    }
  }
  return entries
}

function readerOf(data: Buffer): ValueReader {
  // A zlib stream begins with 0x78 (RFC 1950 §2.2).
  const row = data[0] === 0x78 ? inflateSync(data) : data
  if (row[0] === PACKED) return new ValueReader(row)
  // Former versions wrote JSON.
  return new ValueReader(packer.pack(JSON.parse(row.toString()) as readonly unknown[]))
}
