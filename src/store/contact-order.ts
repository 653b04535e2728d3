// Which contacts a query is about, and in what order, for stores that look for themselves.
import type { ContactRow } from '../core/event.ts'
import type { ContactPage, ContactQuery } from './contact-store.ts'

interface Place {
  readonly key: number
  readonly contactId: string
}

/** Puts rows in the order asked for, without those the query is not about or that an earlier page had. */
export function inOrder(rows: Iterable<ContactRow>, query: ContactQuery): ContactRow[] {
  const { after } = query
  const found = [...rows].filter(row => matches(row, query))
  const rest = after ? found.filter(row => order(query, placeOf(row, query), after) > 0) : found
  return rest.sort((a, b) => order(query, placeOf(a, query), placeOf(b, query)))
}

/** The first rows of what is in order, and where the next page begins. */
export function pageOf(
  rows: readonly ContactRow[],
  query: ContactQuery,
  total: number,
): ContactPage {
  const first = rows.slice(0, query.limit)
  const last = first.at(-1)
  return {
    rows: first,
    total,
    ...(last && rows.length > first.length && { next: placeOf(last, query) }),
  }
}

export function matches(row: ContactRow, query: ContactQuery): boolean {
  const at = row[query.timeType]
  const oneOf = (value: string | undefined, wanted: readonly string[] | undefined) =>
    wanted === undefined || (value !== undefined && wanted.includes(value))
  return (
    at !== undefined &&
    at >= query.from &&
    at <= query.to &&
    row[query.sort.by] !== undefined &&
    oneOf(row.agentId, query.agentIds) &&
    oneOf(row.queueId, query.queueIds) &&
    oneOf(row.channel, query.channels) &&
    oneOf(row.initiationMethod, query.initiationMethods) &&
    oneOf(row.contactId, query.contactIds) &&
    (query.initialContactId === undefined || cameOf(row, query.initialContactId))
  )
}

function cameOf({ contactId, initialContactId }: ContactRow, initial: string): boolean {
  return initialContactId === initial && contactId !== initial
}

function placeOf(row: ContactRow, query: ContactQuery): Place {
  return { key: row[query.sort.by] ?? 0, contactId: row.contactId }
}

function order({ sort }: ContactQuery, a: Place, b: Place): number {
  const ids = a.contactId < b.contactId ? -1 : Number(a.contactId > b.contactId)
  return (sort.descending ? -1 : 1) * (a.key - b.key || ids)
}
