// The rows that one entry of the outbox brings.
import type { CentreEvent, ContactRow } from '../core/event.ts'
import type { JsonObject } from '../core/json.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { AGENT_EVENTS, CONTACT_EVENTS, CONTACT_RECORDS, type Table, tableOfFact } from './tables.ts'

export type Value = string | number | boolean | undefined

/** In the order of the table's columns. */
export interface Row {
  readonly table: Table
  readonly values: readonly Value[]
}

export function rowsOf(entry: OutboxEntry): readonly Row[] {
  const ended = new Set(
    entry.events.flatMap(event =>
      event.type === 'fact' && event.fact.kind === 'contact' ? event.fact.contactId : [],
    ),
  )
  return entry.events.flatMap(event => rowOf(entry, event, ended) ?? [])
}

function rowOf(
  { seq, at }: OutboxEntry,
  event: CentreEvent,
  ended: ReadonlySet<string>,
): Row | undefined {
  switch (event.type) {
    case 'fact':
      return row(tableOfFact(event.fact.kind), seq, event.fact)
    case 'contact.event':
      return row(CONTACT_EVENTS, seq, event.event)
    case 'contact.record': {
      if (!event.row.final) return undefined
      // The first record of a contact comes with the fact that it is over.
      const isCorrection = !ended.has(event.row.contactId)
      return row(CONTACT_RECORDS, seq, { ...recordColumns(event.row), isCorrection })
    }
    case 'agent.event':
      return row(AGENT_EVENTS, seq, { ...agentEventColumns(event.agentId, event.body), at })
    default:
      return undefined
  }
}

function recordColumns({ record, ...columns }: ContactRow) {
  return { ...columns, record }
}

function agentEventColumns(agentId: string, event: JsonObject) {
  const snapshot = event.CurrentAgentSnapshot as JsonObject | null | undefined
  const status = snapshot?.AgentStatus as JsonObject | null | undefined
  return {
    agentId,
    eventType: event.EventType,
    eventId: event.EventId,
    statusName: status?.Name,
    event,
  }
}

function row(table: Table, seq: number, members: object): Row {
  const values = { ...members, seq } as Readonly<Record<string, unknown>>
  return {
    table,
    values: table.columns.map(({ member, type }) => {
      const value = values[member]
      if (value === undefined || value === null) return undefined
      return type === 'json' ? JSON.stringify(value) : (value as Value)
    }),
  }
}
