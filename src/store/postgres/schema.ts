// The tables, as kysely sees them, and the steps that make them. A step that has been released is
// never changed; a change is a new step.
import { type Generated, type Kysely, type Migration, Migrator, sql } from 'kysely'
import { SCHEMA } from './connection.ts'

export interface Tables {
  readonly contact: ContactTable
  readonly agent_event: AgentEventTable
  readonly agent_configuration: AgentConfigurationTable
  readonly messaging_route: MessagingRouteTable
  readonly messaging_sent: MessagingSentTable
  readonly messaging_heard: MessagingHeardTable
  readonly messaging_opt_out: MessagingOptOutTable
}

export interface ContactTable {
  readonly instance: string
  readonly contact_id: string
  readonly initial_contact_id: string
  readonly previous_contact_id: string | null
  readonly channel: string
  readonly initiation_method: string
  readonly initiated_at: number
  readonly connected_to_system_at: number | null
  readonly enqueued_at: number | null
  readonly connected_to_agent_at: number | null
  readonly disconnected_at: number | null
  readonly queue_id: string | null
  readonly agent_id: string | null
  readonly customer_address: string | null
  readonly final: boolean
  readonly record: unknown
  /** The journal's entry it came with; nothing for those of before the outbox. */
  readonly seq: number | null
}

interface AgentEventTable {
  readonly id: number
  readonly instance: string
  readonly at: number
  readonly agent_id: string
  /** JSON as text; the snapshot's `Configuration`, when that column has a value, is kept apart. */
  readonly body: string
  /** Key of the agent's configuration at that time. */
  readonly configuration: string | null
  /** The journal's entry it came with; nothing for those of before the outbox. */
  readonly seq: number | null
}

/** What agent events say again and again: how an agent is configured. */
interface AgentConfigurationTable {
  readonly instance: string
  readonly key: string
  readonly body: string
}

/** Where a conversation's lines go. */
export interface MessagingRouteTable {
  readonly instance: string
  readonly route_id: string
  readonly channel: string
  readonly conversation_id: string
  readonly participant_id: string
  readonly customer_address: string
  readonly system_address: string
  /** Lines up to this number are dealt with. */
  readonly position: number
  readonly ended: boolean
  /** Grows with every route. */
  readonly opened: Generated<number>
}

/** What became of a line that was for somebody outside. */
interface MessagingSentTable {
  readonly instance: string
  readonly route_id: string
  readonly channel: string
  readonly item_id: string
  readonly provider_id: string | null
  readonly problem: string | null
  readonly at: number
}

/** Messages of providers that have come already. */
interface MessagingHeardTable {
  readonly instance: string
  readonly channel: string
  readonly message_id: string
  readonly at: number
}

/** Who wants to be written to no more. */
interface MessagingOptOutTable {
  readonly instance: string
  readonly channel: string
  readonly address: string
  readonly at: number
}

/**
 * Brings the tables to this version. Safe when several processes do it at once.
 * @param upTo the last step, for tests of those that follow
 */
export async function migrate(db: Kysely<Tables>, upTo?: string): Promise<void> {
  const migrator = new Migrator({
    // `Tables` leaves out what only the journal touches.
    db: db as Kysely<unknown> as Kysely<Record<string, never>>,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: SCHEMA,
  })
  const { error } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo))
  if (error) throw error
}

const migrations: Record<string, Migration> = {
  '001-store': { up: createStore },
  '002-plain-json': { up: keepJsonAsWritten },
  '003-short-agent-events': { up: keepConfigurationsApart },
  '004-uncompressed': { up: keepUncompressed },
  '004-chats': { up: keepChats },
  '005-outbox': { up: addOutbox },
  '006-search': { up: addSearchIndexes },
  '007-chat-lines': { up: keepChatLines },
  '008-messaging': { up: addMessaging },
  '009-messaging-order': { up: orderRoutes },
  '009-audit': { up: addAudit },
  '010-full-pages': { up: fillPages },
  '011-chains': { up: addChains },
}

async function createStore(db: Kysely<unknown>): Promise<void> {
  // Instants are milliseconds since the epoch, as everywhere else in Parley; only the lease is
  // judged by the database's own clock.
  await sql`
    create table parley.lease (
      instance text primary key,
      holder text not null,
      epoch bigint not null,
      expires_at timestamptz not null,
      address text not null
    )`.execute(db)
  await sql`
    create table parley.journal (
      instance text not null,
      first_seq bigint not null,
      last_seq bigint not null,
      epoch bigint not null,
      at bigint not null,
      data bytea not null,
      primary key (instance, first_seq)
    )`.execute(db)
  // Compressed by us already, faster than PostgreSQL would.
  await sql`alter table parley.journal alter data set storage external`.execute(db)
  await sql`
    create table parley.snapshot (
      instance text not null,
      seq bigint not null,
      data text not null,
      primary key (instance, seq)
    )`.execute(db)
  await sql`
    create table parley.contact (
      instance text not null,
      contact_id text not null,
      initial_contact_id text not null,
      previous_contact_id text,
      channel text not null,
      initiation_method text not null,
      initiated_at bigint not null,
      connected_to_system_at bigint,
      enqueued_at bigint,
      connected_to_agent_at bigint,
      disconnected_at bigint,
      queue_id text,
      agent_id text,
      customer_address text,
      final boolean not null,
      record jsonb not null,
      primary key (instance, contact_id)
    ) with (fillfactor = 80)`.execute(db)
  for (const column of ['enqueued_at', 'connected_to_agent_at', 'disconnected_at']) {
    const at = sql.ref(column)
    await sql`create index on parley.contact (instance, ${at}) where ${at} is not null`.execute(db)
  }
  await sql`create index on parley.contact (instance, initiated_at)`.execute(db)
  for (const column of ['agent_id', 'queue_id']) {
    const id = sql.ref(column)
    await sql`
      create index on parley.contact (instance, ${id}, initiated_at)
      where ${id} is not null`.execute(db)
  }
  await sql`
    create table parley.agent_event (
      id bigint generated always as identity primary key,
      instance text not null,
      at bigint not null,
      agent_id text not null,
      body jsonb not null
    )`.execute(db)
  await sql`create index on parley.agent_event (instance, agent_id, id)`.execute(db)
}

/** Records and events are read whole: taking them apart to write them was for nothing. */
async function keepJsonAsWritten(db: Kysely<unknown>): Promise<void> {
  await sql`alter table parley.contact alter record type json using record::json`.execute(db)
  await sql`alter table parley.agent_event alter body type json using body::json`.execute(db)
}

/** Two thirds of an agent event never change, and nobody searches in the rest: text needs no reading. */
async function keepConfigurationsApart(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parley.agent_configuration (
      instance text not null,
      key text not null,
      body text not null,
      primary key (instance, key)
    )`.execute(db)
  await sql`
    alter table parley.agent_event
      alter body type text using body::text,
      add configuration text`.execute(db)
}

async function keepChats(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parley.chat_item (
      number bigint generated always as identity,
      instance text not null,
      contact_id text not null,
      item_id text not null,
      body text not null,
      primary key (instance, contact_id, item_id)
    )`.execute(db)
  await sql`create index on parley.chat_item (instance, contact_id, number)`.execute(db)
}

/** A record is little more than 2 KB: compressing it cost more than all else about its row. */
async function keepUncompressed(db: Kysely<unknown>): Promise<void> {
  await sql`alter table parley.contact set (toast_tuple_target = 8160)`.execute(db)
  await sql`alter table parley.agent_event set (toast_tuple_target = 8160)`.execute(db)
}

/** A record is written once, when it is final: three of them fit a page, not two. */
async function fillPages(db: Kysely<unknown>): Promise<void> {
  await sql`alter table parley.contact set (fillfactor = 100)`.execute(db)
}

/** Readers merge these tables with the journal by its numbers. */
async function addOutbox(db: Kysely<unknown>): Promise<void> {
  for (const name of ['parley.contact', 'parley.agent_event']) {
    const table = sql.table(name)
    await sql`alter table ${table} add seq bigint`.execute(db)
    await sql`create index on ${table} (instance, seq) where seq is not null`.execute(db)
  }
  await sql`
    create table parley.reader (
      instance text not null,
      name text not null,
      seq bigint not null,
      primary key (instance, name)
    ) with (fillfactor = 50)`.execute(db)
}

/** What searches also ask of an agent or a queue stands in the index; channels and initiation methods have one of their own. */
async function addSearchIndexes(db: Kysely<unknown>): Promise<void> {
  for (const column of ['agent_id', 'queue_id']) {
    const id = sql.ref(column)
    await sql`drop index ${sql.table(`parley.contact_instance_${column}_initiated_at_idx`)}`.execute(
      db,
    )
    await sql`
      create index on parley.contact (instance, ${id}, initiated_at, channel, initiation_method)
      where ${id} is not null`.execute(db)
  }
  await sql`
    create index on parley.contact (instance, channel, initiation_method, initiated_at)`.execute(db)
}

/** The chat service numbers the lines, by conversations, and receipts are kept beside them. */
async function keepChatLines(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table parley.chat_item
      alter number drop identity,
      add conversation_id text,
      add at bigint,
      add token text,
      add tells boolean not null default false,
      drop constraint chat_item_pkey`.execute(db)
  await sql`drop index parley.chat_item_instance_contact_id_number_idx`.execute(db)
  // Not as JSON: what somebody wrote may have characters that PostgreSQL's has not. In what was written
  // the quotes are escaped, so there is but one such member.
  await sql`
    update parley.chat_item set
      conversation_id = contact_id,
      at = substring(body from '"at":([0-9]+)')::bigint`.execute(db)
  await sql`
    alter table parley.chat_item
      alter conversation_id set not null,
      alter at set not null,
      add primary key (instance, conversation_id, number)`.execute(db)
  await sql`
    create table parley.chat_receipt (
      instance text not null,
      conversation_id text not null,
      number bigint not null,
      participant_id text not null,
      delivered_at bigint,
      read_at bigint,
      primary key (instance, conversation_id, number, participant_id)
    )`.execute(db)
}

/** What carrying messages to and from providers must not forget. */
async function addMessaging(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parley.messaging_route (
      instance text not null,
      route_id text not null,
      channel text not null,
      conversation_id text not null,
      participant_id text not null,
      customer_address text not null,
      system_address text not null,
      position bigint not null,
      ended boolean not null,
      primary key (instance, route_id)
    ) with (fillfactor = 70)`.execute(db)
  await sql`create index on parley.messaging_route (instance) where not ended`.execute(db)
  await sql`
    create table parley.messaging_sent (
      instance text not null,
      route_id text not null,
      channel text not null,
      item_id text not null,
      provider_id text,
      problem text,
      at bigint not null,
      primary key (instance, channel, item_id, route_id)
    )`.execute(db)
  await sql`
    create index on parley.messaging_sent (instance, channel, provider_id)
    where provider_id is not null`.execute(db)
  await sql`create index on parley.messaging_sent (instance, at)`.execute(db)
  await sql`
    create table parley.messaging_heard (
      instance text not null,
      channel text not null,
      message_id text not null,
      at bigint not null,
      primary key (instance, channel, message_id)
    )`.execute(db)
  await sql`create index on parley.messaging_heard (instance, at)`.execute(db)
  await sql`
    create table parley.messaging_opt_out (
      instance text not null,
      channel text not null,
      address text not null,
      at bigint not null,
      primary key (instance, channel, address)
    )`.execute(db)
}

/** Who did what. */
async function addAudit(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parley.audit (
      instance text not null,
      number bigint not null,
      at bigint not null,
      event_id text not null,
      event_name text not null,
      event_source text not null,
      read_only boolean not null,
      username text,
      access_key_id text,
      resources json not null,
      body text not null,
      hash text not null,
      primary key (instance, number)
    )`.execute(db)
  await sql`create index on parley.audit (instance, at)`.execute(db)
}

/** The last conversations of a customer are found at once. */
async function orderRoutes(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table parley.messaging_route
      add opened bigint generated always as identity`.execute(db)
  await sql`
    create index on parley.messaging_route (instance, channel, customer_address, opened)`.execute(
    db,
  )
}

/** What came of a contact is found at once. Most contacts come of none and are not in it. */
async function addChains(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index on parley.contact (instance, initial_contact_id, initiated_at)
    where initial_contact_id <> contact_id`.execute(db)
}
