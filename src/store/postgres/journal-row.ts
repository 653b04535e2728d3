// A row of the journal: one batch of entries, packed.
import { deflateSync, inflateSync } from 'node:zlib'
import type pg from 'pg'
import type { CentreEvent } from '../../core/event.ts'
import type { Input } from '../../core/input.ts'
import type { Instant } from '../../core/instant.ts'
import type { JournalEntry } from '../journal.ts'

const COMPRESSED_FROM_BYTES = 48_000

/** An entry without its number: entries follow each other without gaps, so the row's first number says all. */
type Packed = readonly [at: Instant, input: Input, events: readonly CentreEvent[]]

/** Records, agent events and chats have tables of their own, written with the same commit. */
function keptHere({ type }: CentreEvent): boolean {
  return type === 'contact.event' || type === 'fact'
}

/** JSON; compressed when it is long, which halves what an entry costs all the way to the disk. */
export function pack(entries: readonly JournalEntry[]): Buffer {
  const packed = entries.map(
    ({ at, input, events }): Packed => [at, input, events.filter(keptHere)],
  )
  const json = Buffer.from(JSON.stringify(packed))
  return json.length < COMPRESSED_FROM_BYTES ? json : deflateSync(json, { level: 1 })
}

/** The entries of the rows that follow, from the one with this number on; none at the end. */
export async function journalPage(
  pool: pg.Pool,
  { instanceId, from, rows: limit }: { instanceId: string; from: number; rows: number },
): Promise<readonly JournalEntry[]> {
  const { rows } = await pool.query<{ readonly first_seq: number; readonly data: Buffer }>(
    `select first_seq, data from parley.journal
     where instance = $1 and last_seq >= $2 and first_seq >= coalesce(
       (select max(first_seq) from parley.journal where instance = $1 and first_seq <= $2), 0)
     order by first_seq limit $3`,
    [instanceId, from, limit],
  )
  return rows
    .flatMap(({ first_seq, data }) => unpack(first_seq, data))
    .filter(({ seq }) => seq >= from)
}

function unpack(firstSeq: number, data: Buffer): JournalEntry[] {
  // A zlib stream begins with 0x78 (RFC 1950 §2.2), JSON of ours with a bracket.
  const json = data[0] === 0x78 ? inflateSync(data) : data
  const packed = JSON.parse(json.toString()) as readonly Packed[]
  return packed.map(([at, input, events], index) => ({ seq: firstSeq + index, at, input, events }))
}
