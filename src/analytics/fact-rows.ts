// Facts from the tables they are kept in, and back.
import type { Instant } from '../core/instant.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { FACT_COLUMNS, type Fact, type FactKind } from '../core/metrics/fact.ts'
import { columnName } from './tables.ts'

/** The column that says when a fact was over. */
const OVER: Readonly<Record<FactKind, string>> = {
  contact: 'endedAt',
  queueStay: 'leftAt',
  offer: 'endedAt',
  agentState: 'until',
  routingStep: 'endedAt',
  flow: 'endedAt',
}

/** Facts of a kind that were over from one instant on and before another, in the order they were written down. */
export function factsSql(kind: FactKind, from: Instant, until: Instant): string {
  const columns = Object.keys(FACT_COLUMNS[kind]).map(member => `"${columnName(member)}"`)
  const over = `"${columnName(OVER[kind])}"`
  return `select ${columns.join(', ')} from ${columnName(kind)}
    where ${over} >= ${from} and ${over} < ${until} order by seq`
}

/** A row of such an answer as the fact it was. */
export function factOfRow(kind: FactKind, row: readonly Json[]): Fact {
  const members = Object.entries(FACT_COLUMNS[kind]).flatMap(([member, type], index) => {
    const value = row[index]
    if (value === null || value === undefined) return []
    return [[member, type.startsWith('json') ? (JSON.parse(String(value)) as JsonObject) : value]]
  })
  return { kind, ...Object.fromEntries(members) } as unknown as Fact
}
