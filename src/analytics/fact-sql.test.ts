// Historical metrics in SQL come to the same as the facts counted one by one: for whatever facts,
// metrics, intervals, filters and groups there are.
import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FACT_COLUMNS, type Fact, type FactKind } from '../core/metrics/fact.ts'
import { countFacts } from '../core/metrics/history/count-facts.ts'
import { countedRow, factSql } from '../core/metrics/history/fact-sql.ts'
import { bordersOf, type IntervalPeriod } from '../core/metrics/history/intervals.ts'
import type { Counted } from '../core/metrics/history/measure.ts'
import { type Dimension, hasDimension, type Metric } from '../core/metrics/history/metric.ts'
import { METRICS } from '../core/metrics/history/metrics.ts'
import { type AskedMetric, filtered, planOf, Report } from '../core/metrics/history/report.ts'
import { openDuck, query } from './duck.ts'
import { tableOfFact } from './tables.ts'
import { tailTable } from './views.ts'

// Clocks are put back on 25 October 2026 in Berlin.
const START = Date.parse('2026-10-24T20:07:00Z')
const HOURS = 30
const MS = HOURS * 3_600_000

let connection: DuckDBConnection

beforeAll(async () => {
  const duck = await openDuck({ threads: 1, memoryMb: 200, temporaryFolder: '/tmp' })
  connection = await duck.connect()
})
afterAll(() => connection.closeSync())

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  channel: ['VOICE', 'CHAT'],
  queueId: ['q1', 'q2'],
  agentId: ['a1', 'a2'],
  routingProfileId: ['r1', 'r2'],
  initiationMethod: ['INBOUND', 'CALLBACK', 'TRANSFER'],
  disconnectReason: ['AGENT_DISCONNECT', 'CUSTOMER_DISCONNECT'],
  outcome: ['handled', 'abandoned', 'callback', 'accepted', 'missed', 'withdrawn'],
  statusType: ['ROUTABLE', 'CUSTOM', 'OFFLINE'],
  activity: ['idle', 'contact', 'error'],
  flowId: ['f1', "it's"],
  transferredTo: ['internal', 'external'],
}

const instant = fc.integer({ min: START - 3_600_000, max: START + MS + 3_600_000 })

function anyOf(name: string, type: string): fc.Arbitrary<unknown> {
  const plain = type.replace('?', '')
  if (plain === 'instant') return instant
  if (plain === 'flag') return fc.boolean()
  if (plain === 'text') return fc.constantFrom(...(TEXTS[name] ?? ['x']))
  return plain === 'json' ? fc.constant({}) : fc.integer({ min: 0, max: 100_000 })
}

const fact = fc.constantFrom(...(Object.keys(FACT_COLUMNS) as FactKind[])).chain(kind => {
  const columns = Object.entries(FACT_COLUMNS[kind])
  const members = columns.map(([name, type]) => {
    const value = anyOf(name, type)
    return [name, type.endsWith('?') ? fc.option(value, { nil: undefined }) : value] as const
  })
  return fc
    .record(Object.fromEntries(members))
    .map(made => inOrder({ kind, ...made } as unknown as Fact))
})

/** What is absent is not there, and nothing ends before it begins. */
function inOrder(made: Fact): Fact {
  const present = Object.entries(made).filter(([, value]) => value !== undefined)
  const each = Object.fromEntries(present) as unknown as Fact
  if (each.kind !== 'agentState') return each
  return { ...each, from: Math.min(each.from, each.until), until: Math.max(each.from, each.until) }
}

const asked: fc.Arbitrary<AskedMetric> = fc
  .record({
    metric: fc.constantFrom(...METRICS.values()),
    ms: fc.constantFrom(1000, 20_000),
    comparison: fc.constantFrom('LT' as const, 'LTE' as const),
    negate: fc.boolean(),
    isFiltered: fc.boolean(),
  })
  .map(({ metric, ms, comparison, negate, isFiltered }) => {
    const [key] = metric.metricFilters ?? []
    const values = ['INBOUND', 'AGENT_DISCONNECT']
    const filters = key && isFiltered ? [{ key, values, negate }] : []
    return { metric, threshold: { comparison, ms }, filters }
  })

const periods: readonly IntervalPeriod[] = [
  'FIFTEEN_MIN',
  'THIRTY_MIN',
  'HOUR',
  'DAY',
  'WEEK',
  'TOTAL',
]
const DIMENSION_VALUES: readonly (readonly [Dimension, readonly string[]])[] = [
  ['QUEUE', ['q1']],
  ['CHANNEL', ['VOICE', 'TASK']],
  ['AGENT', ['a1', 'a2']],
  ['ROUTING_PROFILE', ['r2']],
  ['FLOWS_RESOURCE_ID', ["it's"]],
  ['INITIATION_METHOD', ['INBOUND', 'TRANSFER']],
]

const request = fc.record({
  metrics: fc.array(asked, { minLength: 1, maxLength: 6 }),
  period: fc.constantFrom(...periods),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  groupings: fc.subarray(DIMENSION_VALUES.map(([dimension]) => dimension)),
  filters: fc.subarray([...DIMENSION_VALUES], { maxLength: 2 }),
})

test('SQL and counting one by one agree exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { maxLength: 40 }), request, async (facts, given) => {
      const plan = planFor(given)
      if (!plan) return
      await keep(facts)
      const answers: (readonly Counted[])[] = []
      for (const each of plan.queries) {
        const { text, values } = factSql(each)
        const { rows } = await query(connection, text, values)
        answers.push(rows.map(row => countedRow(each, row)))
      }
      const naive = plan.queries.map(each => countFacts(each, facts))
      const [served, recounted] = [new Report(plan, answers), new Report(plan, naive)]
      expect(served.rows(0, served.size)).toEqual(recounted.rows(0, recounted.size))
    }),
    { numRuns: Number(process.env.STORIES ?? 120) },
  )
}, 60_000)

function planFor(given: {
  readonly metrics: readonly AskedMetric[]
  readonly period: IntervalPeriod
  readonly zone: string
  readonly groupings: readonly Dimension[]
  readonly filters: readonly (readonly [Dimension, readonly string[]])[]
}) {
  const { period, zone, groupings } = given
  const borders = bordersOf({ from: START, until: START + MS, period, zone }, 1000) ?? []
  const dimensions = [...groupings, ...given.filters.map(([dimension]) => dimension)]
  const metrics = given.metrics.filter(each =>
    dimensions.every(dimension => hasDimension(filtered(each), dimension)),
  )
  const filters = given.filters.map(([dimension, values]) => ({ dimension, values }))
  return metrics.length === 0 ? undefined : planOf({ borders, groupings, filters, metrics })
}

async function keep(facts: readonly Fact[]): Promise<void> {
  for (const kind of Object.keys(FACT_COLUMNS) as FactKind[]) {
    const table = tableOfFact(kind)
    await connection.run(`drop table if exists ${table.name}`)
    await connection.run(tailTable(table, table.name))
    const rows = facts.filter(each => each.kind === kind).map(each => rowOf(each))
    if (rows.length > 0) await connection.run(`insert into ${table.name} values ${rows.join(',')}`)
  }
}

function rowOf(each: Fact): string {
  const members = each as unknown as Readonly<Record<string, unknown>>
  const values = Object.keys(FACT_COLUMNS[each.kind]).map(name => {
    const value = members[name]
    if (value === undefined) return 'null'
    if (typeof value === 'object') return `'{}'`
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  })
  return `(1, ${values.join(', ')}, date '2026-10-26')`
}

test('every metric can be asked for in every interval without a mistake in its SQL', async () => {
  await keep([])
  const all = [...METRICS.values()].map((metric: Metric) => {
    return { metric, threshold: { comparison: 'LTE' as const, ms: 1000 } }
  })
  for (const period of periods) {
    const given = { metrics: all, period, zone: 'Europe/Berlin', groupings: [], filters: [] }
    const plan = planFor(given)
    for (const each of plan?.queries ?? []) {
      const { text, values } = factSql(each)
      const { rows } = await query(connection, text, values)
      // Without groups there is one row for everything, which holds nothing.
      expect(rows.flat().filter(value => value !== null && value !== 0)).toEqual([])
    }
  }
})
