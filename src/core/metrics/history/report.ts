// A report: metrics for every interval and group that was asked for. It is planned as few queries over
// facts, whoever answers them, and put together from what they come to.
import type { Instant } from '../../instant.ts'
import type { Fact } from '../fact.ts'
import { addCounted, countFacts, empty } from './count-facts.ts'
import type { Counted, FactQuery, Measure, Test } from './measure.ts'
import {
  DIMENSIONS,
  type Dimension,
  type Metric,
  type MetricFilterKey,
  measuresOf,
  type Ratio,
  type Threshold,
} from './metric.ts'

export interface ReportRequest {
  /** Where intervals begin, and where the last one ends. */
  readonly borders: readonly Instant[]
  readonly groupings: readonly Dimension[]
  readonly filters: readonly Filter[]
  readonly metrics: readonly AskedMetric[]
}

export interface Filter {
  readonly dimension: Dimension
  readonly values: readonly string[]
}

export interface AskedMetric {
  readonly metric: Metric
  readonly threshold?: Threshold
  readonly filters?: readonly MetricFilter[]
}

export interface MetricFilter {
  readonly key: MetricFilterKey
  readonly values: readonly string[]
  /** All but these. */
  readonly negate: boolean
}

/** Where a measure's value will stand. */
interface Place {
  readonly query: number
  readonly measure: number
}

interface PlannedMetric {
  readonly metric: Metric
  readonly of: Place
  readonly over?: Place
}

export interface Plan {
  readonly request: ReportRequest
  readonly queries: readonly FactQuery[]
  readonly metrics: readonly PlannedMetric[]
}

export function planOf(request: ReportRequest): Plan {
  const queries: (FactQuery & { measures: FactQuery['measures'] })[] = []
  const place = (measure: Measure): Place => {
    const { of, at, ...counted } = measure
    let query = queries.findIndex(each => each.of === of && each.at === at)
    if (query < 0) query = queries.push(emptyQuery(request, measure)) - 1
    const known = queries[query] as FactQuery
    queries[query] = { ...known, measures: [...known.measures, counted] }
    return { query, measure: known.measures.length }
  }
  const metrics = request.metrics.map(asked => {
    const [of, over] = measuresOf(filtered(asked))
    return {
      metric: asked.metric,
      of: place(of as Measure),
      ...(over && { over: place(over) }),
    }
  })
  return { request, queries, metrics }
}

function emptyQuery(
  { borders, groupings, filters }: ReportRequest,
  { of, at }: Measure,
): FactQuery {
  return {
    of,
    at,
    borders,
    groupBy: groupings.map(each => DIMENSIONS[each]),
    where: filters.map(({ dimension, values }) => ({ column: DIMENSIONS[dimension], in: values })),
    measures: [],
  }
}

/** What a metric counts, with its own filters in it. */
export function filtered({ metric, threshold, filters = [] }: AskedMetric): Ratio | Measure {
  const { value } = metric
  const plain =
    typeof value === 'function' ? value(threshold ?? { comparison: 'LT', ms: 0 }) : value
  const tests = filters.map(testOf)
  if (!('over' in plain)) return { ...plain, where: [...plain.where, ...tests] }
  const { of, over } = plain
  return {
    of: { ...of, where: [...of.where, ...tests] },
    over: metric.isShare ? over : { ...over, where: [...over.where, ...tests] },
  }
}

function testOf({ key, values, negate }: MetricFilter): Test {
  const column = DIMENSIONS[key]
  return negate ? { column, notIn: values } : { column, in: values }
}

/** Facts that are not written down yet, such as a stretch that goes on, beside what was counted. */
export function withFacts(
  { queries }: Plan,
  counted: readonly (readonly Counted[])[],
  facts: readonly Fact[],
): readonly (readonly Counted[])[] {
  return queries.map((query, index) =>
    addCells(query, counted[index] ?? [], countFacts(query, facts)),
  )
}

/** What two sets of facts come to, as one. */
export function addCells(
  query: FactQuery,
  one: readonly Counted[],
  other: readonly Counted[],
): readonly Counted[] {
  const cells = new Map(one.map(cell => [keyOf(cell), cell]))
  for (const cell of other) {
    const known = cells.get(keyOf(cell))
    const values = known ? addCounted(query, known.values, cell.values) : cell.values
    cells.set(keyOf(cell), { ...cell, values })
  }
  return [...cells.values()]
}

export interface ReportRow {
  /** In the order of the groupings. */
  readonly group: readonly string[]
  readonly from: Instant
  readonly until: Instant
  /** In the order of the metrics; absent where there is nothing to divide by. */
  readonly values: readonly (number | undefined)[]
}

/** The rows of a report, made as they are asked for: there may be very many. */
export class Report {
  readonly #plan: Plan
  readonly #cells: readonly ReadonlyMap<string, Counted>[]
  readonly #groups: readonly (readonly string[])[]

  constructor(plan: Plan, counted: readonly (readonly Counted[])[]) {
    this.#plan = plan
    this.#cells = counted.map(cells => new Map(cells.map(cell => [keyOf(cell), cell])))
    this.#groups = groupsOf(plan.request, counted)
  }

  /** Every group has a row for every interval. */
  get size(): number {
    return this.#groups.length * this.#intervals
  }

  get #intervals(): number {
    return this.#plan.request.borders.length - 1
  }

  rows(first: number, count: number): ReportRow[] {
    const last = Math.min(this.size, first + count)
    const rows: ReportRow[] = []
    for (let index = first; index < last; index++) rows.push(this.#row(index))
    return rows
  }

  /** The place of the first row after one that was there when it was last looked at. */
  after({ group, from }: Pick<ReportRow, 'group' | 'from'>): number {
    const key = JSON.stringify(group)
    const index = this.#groups.findIndex(each => JSON.stringify(each) >= key)
    if (index < 0) return this.size
    if (JSON.stringify(this.#groups[index]) !== key) return index * this.#intervals
    const later = this.#plan.request.borders.findIndex(border => border > from)
    return index * this.#intervals + (later < 0 ? this.#intervals : later)
  }

  #row(index: number): ReportRow {
    const { borders } = this.#plan.request
    const interval = index % this.#intervals
    const group = this.#groups[Math.floor(index / this.#intervals)] ?? []
    return {
      group,
      from: borders[interval] ?? 0,
      until: borders[interval + 1] ?? 0,
      values: this.#plan.metrics.map(each => this.#value(each, keyOf({ interval, group }))),
    }
  }

  #value({ metric, of, over }: PlannedMetric, cell: string): number | undefined {
    const whole = this.#measured(of, cell)
    const scale = metric.unit === 'SECONDS' ? 0.001 : metric.unit === 'PERCENT' ? 100 : 1
    if (over === undefined) return whole === undefined ? undefined : scaled(whole, scale)
    const part = this.#measured(over, cell)
    return whole === undefined || !part ? undefined : scaled(whole, scale) / part
  }

  #measured({ query, measure }: Place, cell: string): number | undefined {
    const found = this.#cells[query]?.get(cell)
    if (found) return found.values[measure]
    return empty(this.#plan.queries[query] as FactQuery)[measure]
  }
}

/** Seconds of whole milliseconds: divided, not multiplied, so that 1,500 is 1.5 exactly. */
function scaled(value: number, scale: number): number {
  return scale === 0.001 ? value / 1000 : value * scale
}

function keyOf({ interval, group }: Pick<Counted, 'interval' | 'group'>): string {
  return JSON.stringify([interval, ...group])
}

const ZERO_GROUPS_MAX = 100_000

/** Groups in which something was counted, and those that were asked for by name and have nothing. */
function groupsOf(
  { groupings, filters }: ReportRequest,
  counted: readonly (readonly Counted[])[],
): readonly (readonly string[])[] {
  const groups = new Map<string, readonly string[]>()
  for (const { group } of counted.flat()) groups.set(JSON.stringify(group), group)
  const axes = groupings.map((dimension, index) => {
    const named = filters.find(filter => filter.dimension === dimension)?.values
    return [...new Set(named ?? [...groups.values()].map(group => group[index] ?? ''))]
  })
  const size = axes.reduce((product, axis) => product * axis.length, 1)
  if (size <= ZERO_GROUPS_MAX) {
    for (const group of combinations(axes)) groups.set(JSON.stringify(group), group)
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, g]) => g)
}

function combinations(axes: readonly (readonly string[])[]): string[][] {
  return axes.reduce<string[][]>(
    (groups, axis) => groups.flatMap(group => axis.map(value => [...group, value])),
    [[]],
  )
}
