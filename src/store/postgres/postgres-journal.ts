// The journal in PostgreSQL: one row per batch, and in the same statement the contacts it
// brought, so that one round trip and one commit make all of it durable.
import pg from 'pg'
import type { ContactRow } from '../../core/event.ts'
import type { Json } from '../../core/json.ts'
import { Fenced, type Journal, type JournalEntry, type Snapshot } from '../journal.ts'
import { AgentConfigurations } from './agent-configurations.ts'
import { APPENDED } from './append-listener.ts'
import { CONTACT_COLUMNS } from './contact-row.ts'
import { journalPage, pack } from './journal-row.ts'
import type { Lease } from './lease.ts'
import { storableJson } from './storable-json.ts'
import type { Writer } from './writer.ts'

/** Snapshots kept: the last one, and one to fall back on. */
const SNAPSHOTS = 2
const ROWS_PER_PAGE = 100

export class PostgresJournal implements Journal {
  readonly #writer: Writer
  readonly #pool: pg.Pool
  readonly #lease: Lease
  readonly #keepMs: number
  readonly #configurations = new AgentConfigurations()

  /** @param keepMs how long entries wait for readers of the outbox that are behind. */
  constructor(writer: Writer, pool: pg.Pool, lease: Lease, keepMs: number) {
    this.#writer = writer
    this.#pool = pool
    this.#lease = lease
    this.#keepMs = keepMs
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    const first = entries[0]
    const last = entries.at(-1)
    if (!first || !last) return
    const { instanceId, epoch } = this.#lease
    const query = appendQuery(this.#lease, entries, this.#configurations)
    const kept = await this.#writer.run(async (client, again) => {
      // The connection broke while we waited: perhaps after the commit.
      if (again && (await this.#isOurs(client, first.seq, last.seq))) return true
      const { rows } = await client.query<{ readonly kept: number }>(query).catch(onNumberTaken)
      return rows[0]?.kept === 1
    })
    if (!kept) throw new Fenced(instanceId, epoch)
    this.#configurations.kept()
  }

  async *read(afterSeq: number): AsyncGenerator<JournalEntry> {
    for (let next = afterSeq + 1; ; ) {
      const { instanceId } = this.#lease
      const page = await journalPage(this.#pool, { instanceId, from: next, rows: ROWS_PER_PAGE })
      if (page.length === 0) return
      for (const entry of page) {
        if (entry.seq > next) throw new Error(`The journal lacks entry ${next}.`)
        next++
        yield { ...entry, events: entry.events.filter(event => event.type !== 'agent.event') }
      }
    }
  }

  async latestSnapshot(): Promise<Snapshot | undefined> {
    const { rows } = await this.#pool.query<{ readonly seq: number; readonly data: string }>(
      'select seq, data from parley.snapshot where instance = $1 order by seq desc limit 1',
      [this.#lease.instanceId],
    )
    const row = rows[0]
    return row && { seq: row.seq, state: JSON.parse(row.data) as Json }
  }

  async putSnapshot(seq: number, state: string): Promise<void> {
    const { instanceId, epoch } = this.#lease
    const { rowCount } = await this.#pool.query(
      `insert into parley.snapshot (instance, seq, data)
       select instance, $3, $4 from parley.lease where instance = $1 and epoch = $2
       on conflict (instance, seq) do update set data = excluded.data`,
      [instanceId, epoch, seq, state],
    )
    if (rowCount === 0) throw new Fenced(instanceId, epoch)
    await this.#dropOld()
  }

  async #dropOld(): Promise<void> {
    const oldest = `select min(seq) from (
        select seq from parley.snapshot where instance = $1 order by seq desc limit ${SNAPSHOTS}
      ) kept having count(*) = ${SNAPSHOTS}`
    const { instanceId } = this.#lease
    // Readers of the outbox may be behind, but not for ever. Time is the journal's own.
    await this.#pool.query(
      `delete from parley.journal where instance = $1 and last_seq <= (${oldest}) and (
         last_seq <= coalesce((select min(seq) from parley.reader where instance = $1), last_seq)
         or at < (select at from parley.journal where instance = $1 order by first_seq desc limit 1) - $2)`,
      [instanceId, this.#keepMs],
    )
    await this.#pool.query(
      `delete from parley.snapshot where instance = $1 and seq < (${oldest})`,
      [instanceId],
    )
  }

  async #isOurs(client: pg.ClientBase, firstSeq: number, lastSeq: number): Promise<boolean> {
    const { rowCount } = await client.query(
      `select from parley.journal
       where instance = $1 and first_seq = $2 and last_seq = $3 and epoch = $4`,
      [this.#lease.instanceId, firstSeq, lastSeq, this.#lease.epoch],
    )
    return rowCount === 1
  }
}

/** unique_violation: somebody else wrote an entry of this number first. */
function onNumberTaken(error: unknown): { readonly rows: readonly [] } {
  if (error instanceof pg.DatabaseError && error.code === '23505') return { rows: [] }
  throw error
}

// The row lock orders an append and a change of owner: either the append is there for the new
// owner to read, or it finds the new epoch and does nothing.
const MINE = `mine as (
    select instance, epoch from parley.lease where instance = $1 and epoch = $2 for share),
  kept as (
    insert into parley.journal (instance, first_seq, last_seq, epoch, at, data)
    select instance, $3, $4, epoch, $5, $6 from mine returning 1)`

// Those who wait for something new are told with the commit.
const TELL = `select count(*) as kept, pg_notify('${APPENDED}', $4 || ' ' || $1) from kept`

const APPEND_ONLY = `with ${MINE} ${TELL}`

const CONTACT_AND_SEQ = `${CONTACT_COLUMNS}, record, seq`

const APPEND_ALL = `with ${MINE},
  contacts as (
    insert into parley.contact (instance, ${CONTACT_AND_SEQ})
    select mine.instance, each.* from mine, json_to_recordset($7) as each (
      contact_id text, initial_contact_id text, previous_contact_id text, channel text,
      initiation_method text, initiated_at bigint, connected_to_system_at bigint,
      enqueued_at bigint, connected_to_agent_at bigint, disconnected_at bigint, queue_id text,
      agent_id text, customer_address text, final boolean, record json,
      seq bigint)
    on conflict (instance, contact_id) do update set (${CONTACT_AND_SEQ}) =
      (${CONTACT_AND_SEQ.replaceAll(/\w+/g, 'excluded.$&')})),
  configurations as (
    insert into parley.agent_configuration (instance, key, body)
    select mine.instance, each.* from mine, unnest($8::text[], $9::text[]) as each
    on conflict do nothing)
  ${TELL}`

function appendQuery(
  { instanceId, epoch }: Lease,
  entries: readonly JournalEntry[],
  configurations: AgentConfigurations,
) {
  const first = entries[0]?.seq
  const last = entries.at(-1)
  const data = pack(entries, configurations)
  const values = [instanceId, epoch, first, last?.seq, last?.at, data]
  const contacts = finalContacts(entries)
  const { unkept } = configurations
  if (contacts.length + unkept.length === 0) return { name: 'append', text: APPEND_ONLY, values }
  const all = [
    ...values,
    storableJson(contacts),
    unkept.map(({ key }) => key),
    unkept.map(({ body }) => body),
  ]
  return { name: 'append-all', text: APPEND_ALL, values: all }
}

/** Until a contact is final the centre itself knows it best. */
function finalContacts(entries: readonly JournalEntry[]): readonly object[] {
  return entries.flatMap(({ seq, events }) =>
    events.flatMap(event => {
      const isFinal = event.type === 'contact.record' && event.row.final
      return isFinal ? [{ ...contactColumns(event.row), seq }] : []
    }),
  )
}

function contactColumns(row: ContactRow): object {
  return {
    contact_id: row.contactId,
    initial_contact_id: row.initialContactId,
    previous_contact_id: row.previousContactId,
    channel: row.channel,
    initiation_method: row.initiationMethod,
    initiated_at: row.initiatedAt,
    connected_to_system_at: row.connectedToSystemAt,
    enqueued_at: row.enqueuedAt,
    connected_to_agent_at: row.connectedToAgentAt,
    disconnected_at: row.disconnectedAt,
    queue_id: row.queueId,
    agent_id: row.agentId,
    customer_address: row.customerAddress,
    final: row.final,
    record: row.record,
  }
}
