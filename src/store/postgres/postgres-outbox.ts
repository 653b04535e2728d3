// The outbox in PostgreSQL: entries of the journal, with the contact records that were written by the
// same commits, merged by the numbers of the entries.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { KeptConfiguration } from '../kept-agent-event.ts'
import type { Outbox, OutboxEntry, OutboxEvent, OutboxExtent } from '../outbox.ts'
import { AppendListener } from './append-listener.ts'
import { ConfigurationReader } from './configuration-reader.ts'
import { clientConfig, type PostgresConnection, SCHEMA } from './connection.ts'
import { CONTACT_COLUMNS, contactColumns } from './contact-row.ts'
import { type PackedEvent, type ToldEntry, toldPage } from './journal-row.ts'
import { OlderAgentEvents } from './older-agent-events.ts'
import { type ContactTable, migrate, type Tables } from './schema.ts'

/** Rows of the journal read at once; each holds a batch. */
const ROWS_PER_READ = 30

export interface OpenOutbox {
  readonly outbox: Outbox
  close(): Promise<void>
}

/**
 * For a process of its own: it needs not own the instance, and the tables are made if need be. Throws
 * when the database is not there.
 */
export async function openPostgresOutbox(
  connection: PostgresConnection,
  instanceId: string,
): Promise<OpenOutbox> {
  const pool = new pg.Pool({ ...clientConfig(connection), max: 3, idleTimeoutMillis: 60_000 })
  pool.on('error', () => undefined) // an idle connection broke; the next query opens another
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db)
  } catch (error) {
    await pool.end()
    throw error
  }
  const listener = new AppendListener(connection, instanceId)
  return {
    outbox: new PostgresOutbox({ pool, db: db.withSchema(SCHEMA), instanceId, listener }),
    async close() {
      await listener.close()
      await pool.end()
    },
  }
}

export interface PostgresOutboxParts {
  readonly pool: pg.Pool
  /** With our schema. */
  readonly db: Kysely<Tables>
  readonly instanceId: string
  readonly listener: AppendListener
}

export class PostgresOutbox implements Outbox {
  readonly #parts: PostgresOutboxParts
  readonly #configurations: ConfigurationReader
  readonly #agentEvents: OlderAgentEvents

  constructor(parts: PostgresOutboxParts) {
    this.#parts = parts
    this.#configurations = new ConfigurationReader(parts)
    this.#agentEvents = new OlderAgentEvents(parts, this.#configurations)
  }

  async position(reader: string): Promise<number> {
    const { pool, instanceId } = this.#parts
    const { oldest } = await this.extent()
    await pool.query(
      `insert into parley.reader (instance, name, seq) values ($1, $2, $3) on conflict do nothing`,
      [instanceId, reader, oldest - 1],
    )
    return (await this.positions()).get(reader) ?? oldest - 1
  }

  async positions(): Promise<ReadonlyMap<string, number>> {
    const { pool, instanceId } = this.#parts
    const { rows } = await pool.query<{ readonly name: string; readonly seq: number }>(
      'select name, seq from parley.reader where instance = $1 order by name',
      [instanceId],
    )
    return new Map(rows.map(({ name, seq }) => [name, seq]))
  }

  async read(afterSeq: number, limit: number): Promise<readonly OutboxEntry[]> {
    const { pool, instanceId } = this.#parts
    const from = afterSeq + 1
    const page = await toldPage(pool, { instanceId, from, rows: Math.min(limit, ROWS_PER_READ) })
    const entries = page.slice(0, limit)
    const last = entries.at(-1)
    if (!last) return []
    const beside = await this.#keptBeside(afterSeq, last.seq)
    const configurations = await this.#configurationsOf(entries)
    return entries
      .map(
        ({ seq, at, events }): OutboxEntry => ({
          seq,
          at,
          events: [
            ...events.map(event => outboxEvent(event, configurations)),
            ...(beside.get(seq) ?? []),
          ],
        }),
      )
      .filter(({ seq, events }) => events.length > 0 || seq === last.seq)
  }

  wait(afterSeq: number, forMs: number): Promise<void> {
    return this.#parts.listener.wait(afterSeq, forMs)
  }

  async passed(reader: string, seq: number): Promise<void> {
    const { pool, instanceId } = this.#parts
    await pool.query(
      `update parley.reader set seq = $3 where instance = $1 and name = $2 and seq < $3`,
      [instanceId, reader, seq],
    )
  }

  async forget(reader: string): Promise<void> {
    const { pool, instanceId } = this.#parts
    await pool.query('delete from parley.reader where instance = $1 and name = $2', [
      instanceId,
      reader,
    ])
  }

  async extent(): Promise<OutboxExtent> {
    const { pool, instanceId } = this.#parts
    const { rows } = await pool.query<{ readonly oldest: number; readonly newest: number }>(
      `select coalesce(
           (select first_seq from parley.journal where instance = $1 order by first_seq limit 1),
           1) as oldest,
         coalesce(
           (select last_seq from parley.journal where instance = $1
            order by first_seq desc limit 1), 0) as newest`,
      [instanceId],
    )
    return rows[0] ?? { oldest: 1, newest: 0 }
  }

  /** Contact records of the entries after the first number, up to the second, and older agent events. */
  async #keptBeside(after: number, upTo: number): Promise<ReadonlyMap<number, OutboxEvent[]>> {
    const { pool, instanceId } = this.#parts
    const [{ rows: contacts }, agentEvents] = await Promise.all([
      pool.query<KeptContactTable>({
        name: 'kept-contacts',
        text: `select ${CONTACT_COLUMNS}, record::text, seq from parley.contact
          where instance = $1 and seq > $2 and seq <= $3`,
        values: [instanceId, after, upTo],
      }),
      this.#agentEvents.read(after, upTo),
    ])
    const bySeq = new Map<number, OutboxEvent[]>()
    const add = (seq: number, event: OutboxEvent) => {
      const those = bySeq.get(seq) ?? []
      bySeq.set(seq, those)
      those.push(event)
    }
    for (const { seq, record, ...row } of contacts) {
      add(seq, { type: 'contact.record', row: contactColumns(row), record })
    }
    for (const { seq, event } of agentEvents) add(seq, event)
    return bySeq
  }

  /** Those that the entries name, by their keys. */
  async #configurationsOf(entries: readonly ToldEntry[]) {
    const keys = new Set<string>()
    for (const { events } of entries) {
      for (const event of events) {
        if (event.type !== 'agent.event') continue
        for (const key of [event.configuration, event.previousConfiguration]) {
          if (key !== undefined) keys.add(key)
        }
      }
    }
    return await this.#configurations.get(keys)
  }
}

/** Of those that came with an entry. */
type KeptContactTable = Omit<ContactTable, 'record' | 'seq'> & {
  readonly record: string
  readonly seq: number
}

function outboxEvent(
  event: PackedEvent,
  kept: ReadonlyMap<string, KeptConfiguration>,
): OutboxEvent {
  if (event.type !== 'agent.event') return event
  const { type, agentId, body, previous } = event
  return {
    type,
    agentId,
    body,
    configuration: kept.get(event.configuration ?? ''),
    previous,
    previousConfiguration: kept.get(event.previousConfiguration ?? ''),
  }
}
