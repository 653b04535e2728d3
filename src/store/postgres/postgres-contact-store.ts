// Looking contacts up in PostgreSQL.
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { ContactRow } from '../../core/event.ts'
import type { JsonObject } from '../../core/json.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import type { ContactTable, Tables } from './schema.ts'

const TIME_COLUMN = {
  initiatedAt: 'initiated_at',
  connectedToAgentAt: 'connected_to_agent_at',
  disconnectedAt: 'disconnected_at',
  enqueuedAt: 'enqueued_at',
} as const

export class PostgresContactStore implements ContactStore {
  readonly #db: Kysely<Tables>
  readonly #instanceId: string

  constructor(db: Kysely<Tables>, instanceId: string) {
    this.#db = db
    this.#instanceId = instanceId
  }

  async get(contactId: string): Promise<ContactRow | undefined> {
    const row = await this.#db
      .selectFrom('contact')
      .selectAll()
      .where('instance', '=', this.#instanceId)
      .where('contact_id', '=', contactId)
      .executeTakeFirst()
    return row && contactRow(row)
  }

  async search(query: ContactQuery): Promise<ContactPage> {
    const column = TIME_COLUMN[query.sort.by]
    const direction = query.sort.descending ? 'desc' : 'asc'
    const found = this.#db.selectFrom('contact').where(eb => this.#matches(eb, query))
    const { total } = await found
      .select(eb => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const { after } = query
    const rows = await found
      .selectAll()
      .$if(after !== undefined, page => page.where(() => follows(column, query)))
      .orderBy(column, direction)
      .orderBy('contact_id', direction)
      .limit(query.limit + 1)
      .execute()
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    const key = last?.[column]
    const more = rows.length > query.limit && last !== undefined && typeof key === 'number'
    return {
      rows: shown.map(contactRow),
      total,
      ...(more && { next: { key, contactId: last.contact_id } }),
    }
  }

  async agentEvents(query: {
    readonly agentId?: string
    readonly after?: number
    readonly limit: number
  }) {
    const { agentId, after = 0, limit } = query
    const former = sql<StoredEvent | null>`(
      select json_build_object('body', before.body, 'configuration', before.configuration)
      from parley.agent_event before
      where before.instance = agent_event.instance and before.agent_id = agent_event.agent_id
        and before.id < agent_event.id
      order by before.id desc limit 1)`
    const rows = await this.#db
      .selectFrom('agent_event')
      .select(['id', 'at', 'agent_id as agentId', 'body', 'configuration', former.as('former')])
      .where('instance', '=', this.#instanceId)
      .where('id', '>', after)
      .$if(agentId !== undefined, events => events.where('agent_id', '=', agentId ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute()
    const configurations = await this.#configurations(rows.flatMap(row => [row, row.former]))
    return rows.map(({ id, at, agentId: agent, former: before, ...event }) => {
      const PreviousAgentSnapshot = before
        ? (eventBody(before, configurations).CurrentAgentSnapshot ?? null)
        : null
      const body = { ...eventBody(event, configurations), PreviousAgentSnapshot }
      return { id, at, agentId: agent, body }
    })
  }

  async #configurations(events: readonly (StoredEvent | null)[]) {
    const keys = new Set(events.flatMap(event => event?.configuration ?? []))
    if (keys.size === 0) return new Map<string, string>()
    const rows = await this.#db
      .selectFrom('agent_configuration')
      .select(['key', 'body'])
      .where('instance', '=', this.#instanceId)
      .where('key', 'in', [...keys])
      .execute()
    return new Map(rows.map(({ key, body }) => [key, body]))
  }

  #matches(eb: ExpressionBuilder<Tables, 'contact'>, query: ContactQuery): Expression<SqlBool> {
    const column = TIME_COLUMN[query.timeType]
    const oneOf = (
      name: 'agent_id' | 'queue_id' | 'channel' | 'initiation_method' | 'contact_id',
      values: readonly string[] | undefined,
    ) => (values ? [sql<SqlBool>`${sql.ref(name)} = any(${values})`] : [])
    return eb.and([
      eb('instance', '=', this.#instanceId),
      eb(column, '>=', query.from),
      eb(column, '<=', query.to),
      // Nothing to sort by, no place in the list.
      eb(TIME_COLUMN[query.sort.by], 'is not', null),
      ...oneOf('agent_id', query.agentIds),
      ...oneOf('queue_id', query.queueIds),
      ...oneOf('channel', query.channels),
      ...oneOf('initiation_method', query.initiationMethods),
      ...oneOf('contact_id', query.contactIds),
    ])
  }
}

interface StoredEvent {
  readonly body: string
  readonly configuration: string | null
}

/** The event with the agent's configuration where it belongs. */
function eventBody(
  { body, configuration }: StoredEvent,
  configurations: ReadonlyMap<string, string>,
): JsonObject {
  const event = JSON.parse(body) as JsonObject
  const kept = configuration === null ? undefined : configurations.get(configuration)
  if (kept === undefined) return event
  const snapshot = event.CurrentAgentSnapshot as JsonObject
  const Configuration = JSON.parse(kept) as JsonObject
  return { ...event, CurrentAgentSnapshot: { ...snapshot, Configuration } }
}

function follows(column: string, { sort, after }: ContactQuery): Expression<SqlBool> {
  const beyond = sql.raw(sort.descending ? '<' : '>')
  return sql<SqlBool>`(${sql.ref(column)}, contact_id) ${beyond} (${after?.key}, ${after?.contactId})`
}

function contactRow(row: ContactTable): ContactRow {
  return {
    contactId: row.contact_id,
    initialContactId: row.initial_contact_id,
    ...(row.previous_contact_id !== null && { previousContactId: row.previous_contact_id }),
    channel: row.channel,
    initiationMethod: row.initiation_method,
    initiatedAt: row.initiated_at,
    ...(row.connected_to_system_at !== null && { connectedToSystemAt: row.connected_to_system_at }),
    ...(row.enqueued_at !== null && { enqueuedAt: row.enqueued_at }),
    ...(row.connected_to_agent_at !== null && { connectedToAgentAt: row.connected_to_agent_at }),
    ...(row.disconnected_at !== null && { disconnectedAt: row.disconnected_at }),
    ...(row.queue_id !== null && { queueId: row.queue_id }),
    ...(row.agent_id !== null && { agentId: row.agent_id }),
    ...(row.customer_address !== null && { customerAddress: row.customer_address }),
    record: row.record as JsonObject,
    final: row.final,
  }
}
