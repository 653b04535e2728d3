// A row of the journal: one batch of entries, packed.
import { deflateSync, inflateSync } from 'node:zlib'
import type pg from 'pg'
import type { CentreEvent } from '../../core/event.ts'
import type { Input } from '../../core/input.ts'
import type { Instant } from '../../core/instant.ts'
import type { JournalEntry } from '../journal.ts'
import type { KeptAgentEvent } from '../kept-agent-event.ts'
import type { AgentConfigurations } from './agent-configurations.ts'

const COMPRESSED_FROM_BYTES = 48_000

/** An agent event with the keys of the agent's configurations; `previous` says only what was different. */
export type PackedAgentEvent = Omit<KeptAgentEvent, 'configuration' | 'previousConfiguration'> & {
  readonly configuration?: string
  readonly previousConfiguration?: string
}

/** What of an entry stands in the journal's own row. */
export type PackedEvent = Exclude<CentreEvent, { type: 'agent.event' }> | PackedAgentEvent

export interface PackedEntry extends Omit<JournalEntry, 'events'> {
  readonly events: readonly PackedEvent[]
}

/** An entry without its number: entries follow each other without gaps, so the row's first number says all. */
type Packed = readonly [at: Instant, input: Input, events: readonly PackedEvent[]]

/** Records have a table of their own, written with the same commit, and so have chats. */
function packedEvents(
  events: readonly CentreEvent[],
  configurations: AgentConfigurations,
): readonly PackedEvent[] {
  return events.flatMap((event): PackedEvent[] => {
    if (event.type === 'agent.event') return [configurations.takeApart(event)]
    return event.type === 'contact.event' || event.type === 'fact' ? [event] : []
  })
}

/** JSON; compressed when it is long, which halves what an entry costs all the way to the disk. */
export function pack(
  entries: readonly JournalEntry[],
  configurations: AgentConfigurations,
): Buffer {
  const packed = entries.map(
    ({ at, input, events }): Packed => [at, input, packedEvents(events, configurations)],
  )
  const json = Buffer.from(JSON.stringify(packed))
  return json.length < COMPRESSED_FROM_BYTES ? json : deflateSync(json, { level: 1 })
}

/** The entries of the rows that follow, from the one with this number on; none at the end. */
export async function journalPage(
  pool: pg.Pool,
  { instanceId, from, rows: limit }: { instanceId: string; from: number; rows: number },
): Promise<readonly PackedEntry[]> {
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

function unpack(firstSeq: number, data: Buffer): PackedEntry[] {
  // A zlib stream begins with 0x78 (RFC 1950 §2.2), JSON of ours with a bracket.
  const json = data[0] === 0x78 ? inflateSync(data) : data
  const packed = JSON.parse(json.toString()) as readonly Packed[]
  return packed.map(([at, input, events], index) => ({ seq: firstSeq + index, at, input, events }))
}
