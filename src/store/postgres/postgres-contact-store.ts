// Looking contacts up in PostgreSQL.
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { ContactRow } from '../../core/event.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import { readAgentEvents } from './agent-events.ts'
import { contactRow } from './contact-row.ts'
import type { Tables } from './schema.ts'

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
    const events = await readAgentEvents(this.#db, { instanceId: this.#instanceId, ...query })
    return events.map(({ id, at, agentId, body }) => ({ id, at, agentId, body }))
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

function follows(column: string, { sort, after }: ContactQuery): Expression<SqlBool> {
  const beyond = sql.raw(sort.descending ? '<' : '>')
  return sql<SqlBool>`(${sql.ref(column)}, contact_id) ${beyond} (${after?.key}, ${after?.contactId})`
}
