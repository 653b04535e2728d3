// The rows that entries of the outbox bring.
import type { ContactRow } from '../core/event.ts'
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
    const ended = new Set(
      entry.events.flatMap(event =>
        event.type === 'fact' && event.fact.kind === 'contact' ? event.fact.contactId : [],
      ),
    )
    return entry.events.flatMap(event => {
      const made = rowOf(entry, event, ended)
      return event.type === 'agent.event' ? [...this.#new(entry, event), ...made] : made
    })
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

function rowOf(
  { seq, at }: OutboxEntry,
  event: OutboxEvent,
  ended: ReadonlySet<string>,
): readonly Row[] {
  switch (event.type) {
    case 'fact':
      return [row(tableOfFact(event.fact.kind), seq, event.fact)]
    case 'contact.event':
      return [row(CONTACT_EVENTS, seq, event.event)]
    case 'contact.record': {
      if (!event.row.final) return []
      // The first record of a contact comes with the fact that it is over.
      const isCorrection = !ended.has(event.row.contactId)
      return [row(CONTACT_RECORDS, seq, { ...recordColumns(event.row), isCorrection })]
    }
    case 'agent.event':
      return [row(AGENT_EVENTS, seq, agentEventMembers(event, at))]
    default:
      return []
  }
}

function recordColumns({ record, ...columns }: ContactRow) {
  return { ...columns, record }
}

function row(table: Table, seq: number, members: object): Row {
  const given = members as Readonly<Record<string, unknown>>
  return {
    table,
    values: table.columns.map(({ member, type }) => {
      if (member === SEQ) return seq
      const value = given[member]
      if (value === undefined || value === null) return undefined
      // Some of it was text in former versions.
      const isJson = type === 'json' && typeof value !== 'string'
      return isJson ? JSON.stringify(value) : (value as Value)
    }),
  }
}
