// The journal in PostgreSQL: one row per batch, and in the same statement the contacts and agent
// events it brought, so that one round trip and one commit make all of it durable.
import { deflateSync, inflateSync } from 'node:zlib'
import pg from 'pg'
import type { CentreEvent, ContactRow } from '../../core/event.ts'
import type { Input } from '../../core/input.ts'
import type { Instant } from '../../core/instant.ts'
import type { Json } from '../../core/json.ts'
import { Fenced, type Journal, type JournalEntry, type Snapshot } from '../journal.ts'
import { AgentConfigurations, type AgentEvent } from './agent-configurations.ts'
import type { Lease } from './lease.ts'
import type { Writer } from './writer.ts'

/** Snapshots kept: the last one, and one to fall back on. */
const SNAPSHOTS = 2
const ROWS_PER_PAGE = 100
const COMPRESSED_FROM_BYTES = 16_000

export class PostgresJournal implements Journal {
  readonly #writer: Writer
  readonly #pool: pg.Pool
  readonly #lease: Lease
  readonly #configurations = new AgentConfigurations()

  constructor(writer: Writer, pool: pg.Pool, lease: Lease) {
    this.#writer = writer
    this.#pool = pool
    this.#lease = lease
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
      const rows = await this.#page(next)
      if (rows.length === 0) return
      for (const { first_seq, data } of rows) {
        for (const entry of unpack(first_seq, data)) {
          if (entry.seq < next) continue
          if (entry.seq > next) throw new Error(`The journal lacks entry ${next}.`)
          next++
          yield entry
        }
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

  async putSnapshot({ seq, state }: Snapshot): Promise<void> {
    const { instanceId, epoch } = this.#lease
    const { rowCount } = await this.#pool.query(
      `insert into parley.snapshot (instance, seq, data)
       select instance, $3, $4 from parley.lease where instance = $1 and epoch = $2
       on conflict (instance, seq) do update set data = excluded.data`,
      [instanceId, epoch, seq, JSON.stringify(state)],
    )
    if (rowCount === 0) throw new Fenced(instanceId, epoch)
    await this.#dropOld()
  }

  async #dropOld(): Promise<void> {
    const oldest = `select min(seq) from (
        select seq from parley.snapshot where instance = $1 order by seq desc limit ${SNAPSHOTS}
      ) kept having count(*) = ${SNAPSHOTS}`
    for (const statement of [
      `delete from parley.journal where instance = $1 and last_seq <= (${oldest})`,
      `delete from parley.snapshot where instance = $1 and seq < (${oldest})`,
    ]) {
      await this.#pool.query(statement, [this.#lease.instanceId])
    }
  }

  async #isOurs(client: pg.ClientBase, firstSeq: number, lastSeq: number): Promise<boolean> {
    const { rowCount } = await client.query(
      `select from parley.journal
       where instance = $1 and first_seq = $2 and last_seq = $3 and epoch = $4`,
      [this.#lease.instanceId, firstSeq, lastSeq, this.#lease.epoch],
    )
    return rowCount === 1
  }

  async #page(firstSeq: number): Promise<readonly JournalRow[]> {
    const { rows } = await this.#pool.query<JournalRow>(
      `select first_seq, data from parley.journal
       where instance = $1 and last_seq >= $2 and first_seq >= coalesce(
         (select max(first_seq) from parley.journal where instance = $1 and first_seq <= $2), 0)
       order by first_seq limit ${ROWS_PER_PAGE}`,
      [this.#lease.instanceId, firstSeq],
    )
    return rows
  }
}

/** unique_violation: somebody else wrote an entry of this number first. */
function onNumberTaken(error: unknown): { readonly rows: readonly [] } {
  if (error instanceof pg.DatabaseError && error.code === '23505') return { rows: [] }
  throw error
}

interface JournalRow {
  readonly first_seq: number
  readonly data: Buffer
}

/** An entry without its number: entries follow each other without gaps, so the row's first number says all. */
type Packed = readonly [at: Instant, input: Input, events: readonly CentreEvent[]]

/** Records, agent events and chats have tables of their own, written with the same commit. */
function keptHere({ type }: CentreEvent): boolean {
  return type === 'contact.event' || type === 'fact'
}

/** JSON; compressed when it is long, which halves what an entry costs all the way to the disk. */
function pack(entries: readonly JournalEntry[]): Buffer {
  const packed = entries.map(
    ({ at, input, events }): Packed => [at, input, events.filter(keptHere)],
  )
  const json = Buffer.from(JSON.stringify(packed))
  return json.length < COMPRESSED_FROM_BYTES ? json : deflateSync(json, { level: 1 })
}

function unpack(firstSeq: number, data: Buffer): JournalEntry[] {
  // A zlib stream begins with 0x78 (RFC 1950 §2.2), JSON of ours with a bracket.
  const json = data[0] === 0x78 ? inflateSync(data) : data
  const packed = JSON.parse(json.toString()) as readonly Packed[]
  return packed.map(([at, input, events], index) => ({ seq: firstSeq + index, at, input, events }))
}

// The row lock orders an append and a change of owner: either the append is there for the new
// owner to read, or it finds the new epoch and does nothing.
const MINE = `mine as (
    select instance, epoch from parley.lease where instance = $1 and epoch = $2 for share),
  kept as (
    insert into parley.journal (instance, first_seq, last_seq, epoch, at, data)
    select instance, $3, $4, epoch, $5, $6 from mine returning 1)`

const APPEND_ONLY = `with ${MINE} select count(*) as kept from kept`

const CONTACT_COLUMNS = [
  'contact_id',
  'initial_contact_id',
  'previous_contact_id',
  'channel',
  'initiation_method',
  'initiated_at',
  'connected_to_system_at',
  'enqueued_at',
  'connected_to_agent_at',
  'disconnected_at',
  'queue_id',
  'agent_id',
  'customer_address',
  'final',
  'record',
].join(', ')

const APPEND_ALL_BUT_CHATS = `with ${MINE},
  contacts as (
    insert into parley.contact (instance, ${CONTACT_COLUMNS})
    select mine.instance, each.* from mine, json_to_recordset($7) as each (
      contact_id text, initial_contact_id text, previous_contact_id text, channel text,
      initiation_method text, initiated_at bigint, connected_to_system_at bigint,
      enqueued_at bigint, connected_to_agent_at bigint, disconnected_at bigint, queue_id text,
      agent_id text, customer_address text, final boolean, record json)
    on conflict (instance, contact_id) do update set (${CONTACT_COLUMNS}) =
      (${CONTACT_COLUMNS.replaceAll(/\w+/g, 'excluded.$&')})),
  configurations as (
    insert into parley.agent_configuration (instance, key, body)
    select mine.instance, each.* from mine, unnest($8::text[], $9::text[]) as each
    on conflict do nothing),
  events as (
    insert into parley.agent_event (instance, at, agent_id, configuration, body)
    select mine.instance, each.* from mine,
      unnest($10::bigint[], $11::text[], $12::text[], string_to_array($13, E'\\n')) as each)`

const APPEND_ALL = `${APPEND_ALL_BUT_CHATS} select count(*) as kept from kept`

const APPEND_ALL_AND_CHATS = `${APPEND_ALL_BUT_CHATS},
  chats as (
    insert into parley.chat_item (instance, contact_id, item_id, body)
    select mine.instance, each.contact_id, each.item_id, each.body from mine,
      unnest($14::text[], $15::text[], $16::text[])
        with ordinality as each (contact_id, item_id, body, place)
    order by each.place
    on conflict do nothing)
  select count(*) as kept from kept`

function appendQuery(
  { instanceId, epoch }: Lease,
  entries: readonly JournalEntry[],
  configurations: AgentConfigurations,
) {
  const first = entries[0]?.seq
  const last = entries.at(-1)
  const values = [instanceId, epoch, first, last?.seq, last?.at, pack(entries)]
  const { contacts, agentEvents, chatItems } = project(entries)
  if (contacts.length + agentEvents.length + chatItems.length === 0) {
    return { name: 'append', text: APPEND_ONLY, values }
  }
  const rows = agentEvents.map(({ at, event }) => ({ at, ...configurations.takeApart(event) }))
  const said = rows.filter(({ isNew }) => isNew)
  const all = [
    ...values,
    JSON.stringify(contacts),
    said.map(({ configuration }) => configuration),
    said.map(({ configurationBody }) => configurationBody),
    rows.map(({ at }) => at),
    rows.map(({ agentId }) => agentId),
    rows.map(({ configuration }) => configuration),
    // JSON has no line breaks of its own.
    rows.map(({ body }) => body).join('\n'),
  ]
  if (chatItems.length === 0) return { name: 'append-all', text: APPEND_ALL, values: all }
  const chats = [
    chatItems.map(({ contactId }) => contactId),
    chatItems.map(({ item }) => item.itemId),
    chatItems.map(({ item }) => JSON.stringify(item)),
  ]
  return { name: 'append-chats', text: APPEND_ALL_AND_CHATS, values: [...all, ...chats] }
}

/** What a batch means for the other tables: contacts that are final, and all of agents and chats. */
function project(entries: readonly JournalEntry[]) {
  const contacts: object[] = []
  const agentEvents: { readonly at: Instant; readonly event: AgentEvent }[] = []
  const chatItems: Extract<CentreEvent, { type: 'chat.item' }>[] = []
  for (const { at, events } of entries) {
    for (const event of events) {
      // Until then the centre itself knows the contact best.
      if (event.type === 'contact.record' && event.row.final) {
        contacts.push(contactColumns(event.row))
      } else if (event.type === 'agent.event') {
        agentEvents.push({ at, event })
      } else if (event.type === 'chat.item') {
        chatItems.push(event)
      }
    }
  }
  return { contacts, agentEvents, chatItems }
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
