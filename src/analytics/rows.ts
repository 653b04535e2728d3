// The rows that entries of the outbox bring.
import type { Instant } from '../core/instant.ts'
import type { OutboxEntry, OutboxEvent } from '../store/outbox.ts'
import { agentEventMembers, configurationMembers, configurationsOf } from './agent-event-rows.ts'
import {
  AGENT_CONFIGURATIONS,
  AGENT_EVENTS,
  CONTACT_EVENTS,
  CONTACT_RECORDS,
  type Table,
  tableOfFact,
} from './tables.ts'

const DAY_MS = 86_400_000
/** Not of what happened, but of the entry that says so. */
const SEQ = 'seq'

export type Value = string | number | boolean | undefined

/** In the order of the table's columns. */
export interface Row {
  readonly table: Table
  readonly values: readonly Value[]
}

/** Days since the epoch, UTC. */
export function dayNumber(at: Instant): number {
  return Math.floor(at / DAY_MS)
}

/** Makes rows, of what is kept once a day only those it has not made yet. */
export class RowMaker {
  #day = 0
  readonly #said = new Set<string>()

  rowsOf(entry: OutboxEntry): readonly Row[] {
    const rows: Row[] = []
    for (const event of entry.events) {
      if (event.type === 'agent.event') rows.push(...this.#new(entry, event))
      const made = rowOf(entry, event)
      if (made) rows.push(made)
    }
    return rows
  }

  #new({ seq, at }: OutboxEntry, event: Extract<OutboxEvent, { type: 'agent.event' }>): Row[] {
    if (dayNumber(at) !== this.#day) this.#said.clear()
    this.#day = dayNumber(at)
    return configurationsOf(event).flatMap(configuration => {
      if (this.#said.has(configuration.key)) return []
      this.#said.add(configuration.key)
      return row(AGENT_CONFIGURATIONS, seq, configurationMembers(configuration))
    })
  }
}

function rowOf({ seq, at, events }: OutboxEntry, event: OutboxEvent): Row | undefined {
  switch (event.type) {
    case 'fact':
      return row(tableOfFact(event.fact.kind), seq, event.fact)
    case 'contact.event':
      return row(CONTACT_EVENTS, seq, event.event)
    case 'contact.record': {
      if (!event.row.final) return undefined
      // The first record of a contact comes with the fact that it is over.
      const isCorrection = !events.some(each => isEndOf(each, event.row.contactId))
      return row(CONTACT_RECORDS, seq, { ...event.row, record: event.record, isCorrection })
    }
    case 'agent.event':
      return row(AGENT_EVENTS, seq, agentEventMembers(event, at))
    default:
      return undefined
  }
}

function isEndOf(event: OutboxEvent, contactId: string): boolean {
  return (
    event.type === 'fact' && event.fact.kind === 'contact' && event.fact.contactId === contactId
  )
}

function row(table: Table, seq: number, members: object): Row {
  const given = members as Readonly<Record<string, unknown>>
  const values: Value[] = []
  for (const { member, type } of table.columns) {
    const value = member === SEQ ? seq : (given[member] ?? undefined)
    // Some of it was text in former versions.
    const isJson = type === 'json' && value !== undefined && typeof value !== 'string'
    values.push(isJson ? JSON.stringify(value) : (value as Value))
  }
  return { table, values }
}
