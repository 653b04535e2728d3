// Searching contacts in PostgreSQL among millions: every search walks an index in the order asked for
// and stops after a page. Where several agents, queues or channels are asked for, each is walked by
// itself, for a database that sorts them all first reads everything there is of them.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ContactPage, ContactQuery } from '../contact-store.ts'
import { SCHEMA } from './connection.ts'
import { contactRow } from './contact-row.ts'
import type { ContactTable } from './schema.ts'

const TIME_COLUMN = {
  initiatedAt: 'initiated_at',
  connectedToAgentAt: 'connected_to_agent_at',
  disconnectedAt: 'disconnected_at',
  enqueuedAt: 'enqueued_at',
} as const

/** Nobody counts further: who has found so many will ask more precisely. */
const COUNTED_MAX = 10_000

const CONTACT = sql.table(`${SCHEMA}.contact`)

type Condition = RawBuilder<SqlBool>

interface Search {
  readonly ask: Ask
  readonly instanceId: string
  readonly query: ContactQuery
}

/** Ways into an index, one for each agent, queue, or channel and initiation method. */
interface Ways {
  readonly count: number
  /** Rows to be joined with, named `way`. */
  readonly from: RawBuilder<unknown>
  /** That a contact belongs to the `way`. */
  readonly belongs: Condition
}

/** Asks the database; the same question again is neither read nor planned again. */
type Ask = <T>(question: RawBuilder<T>) => Promise<readonly T[]>

export async function searchContacts(
  ask: Ask,
  instanceId: string,
  query: ContactQuery,
): Promise<ContactPage> {
  const search = { ask, instanceId, query }
  const ways = await waysOf(search)
  const edge = ways && ways.count > 1 ? await edgeOf(search, ways) : undefined
  // Both in one go: asking costs more than being answered. Without rows there is still the count.
  const rows = await ask(sql<{ readonly total: number } & (ContactTable | NoContact)>`
    select * from (${countSql(search, ways)}) counted left join (${pageSql(search, edge)}) page
    on true ${inOrder(query)}`)
  const found = rows.flatMap(row => (row.contact_id === null ? [] : [row]))
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  const key = last?.[TIME_COLUMN[query.sort.by]]
  const more = found.length > query.limit && last !== undefined && typeof key === 'number'
  return {
    rows: shown.map(contactRow),
    total: rows[0]?.total ?? 0,
    ...(more && { next: { key, contactId: last.contact_id } }),
  }
}

interface NoContact {
  readonly contact_id: null
}

function countSql({ instanceId, query }: Search, ways: Ways | undefined): RawBuilder<unknown> {
  const most = sql.lit(COUNTED_MAX)
  const found = sql`select from ${CONTACT} where ${all(matches(instanceId, query))}`
  const counted = ways
    ? sql`select from ${ways.from}, lateral (${found} and ${ways.belongs} limit ${most}) each`
    : found
  return sql`select count(*) as total from (${counted} limit ${most}) each`
}

/** A row more than the page has. Beyond the edge is no row of it. */
function pageSql({ instanceId, query }: Search, edge: number | undefined): RawBuilder<unknown> {
  const { sort, after, limit } = query
  const column = sql.ref(TIME_COLUMN[sort.by])
  const conditions = matches(instanceId, query)
  if (after) {
    conditions.push(
      sql`(${column}, contact_id) ${beyond(query)} (${after.key}, ${after.contactId})`,
    )
  }
  if (edge !== undefined) {
    conditions.push(sql`${column} ${sql.raw(sort.descending ? '>=' : '<=')} ${edge}`)
  }
  return sql`select * from ${CONTACT} where ${all(conditions)} ${inOrder(query)} limit ${sql.lit(limit + 1)}`
}

function inOrder({ sort }: ContactQuery): RawBuilder<unknown> {
  const direction = sql.raw(sort.descending ? 'desc' : 'asc')
  return sql`order by ${sql.ref(TIME_COLUMN[sort.by])} ${direction}, contact_id ${direction}`
}

/** The time of the last contact of the page; undefined when there is no full page. Read from the index alone. */
async function edgeOf({ ask, instanceId, query }: Search, ways: Ways): Promise<number | undefined> {
  const { sort, after, limit } = query
  const column = sql.ref(TIME_COLUMN[sort.by])
  const direction = sql.raw(sort.descending ? 'desc' : 'asc')
  const conditions = [...matches(instanceId, query), ways.belongs]
  // Of those at the very time where the last page ended, none is counted: the edge may lie too far, never too near.
  if (after) conditions.push(sql`${column} ${beyond(query)} ${after.key}`)
  const rows = await ask(sql<{ readonly at: number }>`
    select each.at from ${ways.from}, lateral (
      select ${column} as at from ${CONTACT} where ${all(conditions)}
      order by ${column} ${direction} limit ${sql.lit(limit + 1)}) each
    order by each.at ${direction} offset ${sql.lit(limit)} limit 1`)
  return rows[0]?.at
}

/** Undefined: the index of the time alone is best. */
async function waysOf(search: Search): Promise<Ways | undefined> {
  const { timeType, sort, contactIds, agentIds, queueIds, channels, initiationMethods } =
    search.query
  if (timeType !== 'initiatedAt' || sort.by !== 'initiatedAt' || contactIds) return undefined
  if (agentIds) return waysBy('agent_id', agentIds)
  if (queueIds) return waysBy('queue_id', queueIds)
  if (!channels && !initiationMethods) return undefined
  const kinds = (await kindsOf(search)).filter(
    ({ channel, method }) =>
      (channels?.includes(channel) ?? true) && (initiationMethods?.includes(method) ?? true),
  )
  return {
    count: kinds.length,
    from: sql`unnest(${kinds.map(({ channel }) => channel)}::text[],
      ${kinds.map(({ method }) => method)}::text[]) as way (channel, method)`,
    belongs: sql`channel = way.channel and initiation_method = way.method`,
  }
}

function waysBy(name: 'agent_id' | 'queue_id', ids: readonly string[]): Ways {
  const different = [...new Set(ids)]
  return {
    count: different.length,
    from: sql`unnest(${different}::text[]) as way (id)`,
    belongs: sql`${sql.ref(name)} = way.id`,
  }
}

/** Which channels and initiation methods there are together, by leaps through their index. */
async function kindsOf({ ask, instanceId }: Search) {
  const first = sql`select channel, initiation_method as method from ${CONTACT}
    where instance = ${instanceId}`
  const rows = await ask(sql<{ readonly channel: string; readonly method: string }>`
    with recursive kind as (
      (${first} order by channel, initiation_method limit 1)
      union all
      select next.* from kind, lateral (
        ${first} and (channel, initiation_method) > (kind.channel, kind.method)
        order by channel, initiation_method limit 1) next)
    select * from kind`)
  return rows
}

function matches(instanceId: string, query: ContactQuery): Condition[] {
  const column = sql.ref(TIME_COLUMN[query.timeType])
  const oneOf = (
    name: 'agent_id' | 'queue_id' | 'channel' | 'initiation_method' | 'contact_id',
    values: readonly string[] | undefined,
  ): Condition[] => {
    if (!values) return []
    const [only, ...others] = values
    // One value lets the order of an index be used.
    if (only !== undefined && others.length === 0) return [sql`${sql.ref(name)} = ${only}`]
    return [sql`${sql.ref(name)} = any(${values})`]
  }
  return [
    sql`instance = ${instanceId}`,
    sql`${column} >= ${query.from}`,
    sql`${column} <= ${query.to}`,
    // Nothing to sort by, no place in the list.
    sql`${sql.ref(TIME_COLUMN[query.sort.by])} is not null`,
    ...oneOf('agent_id', query.agentIds),
    ...oneOf('queue_id', query.queueIds),
    ...oneOf('channel', query.channels),
    ...oneOf('initiation_method', query.initiationMethods),
    ...oneOf('contact_id', query.contactIds),
    ...cameOf(query.initialContactId),
  ]
}

/** As the index has it, which holds no contact that came of none. */
function cameOf(initial: string | undefined): Condition[] {
  if (initial === undefined) return []
  return [sql`initial_contact_id = ${initial}`, sql`initial_contact_id <> contact_id`]
}

function all(conditions: readonly Condition[]): Condition {
  return sql.join(conditions, sql` and `)
}

function beyond({ sort }: ContactQuery): RawBuilder<unknown> {
  return sql.raw(sort.descending ? '<' : '>')
}
