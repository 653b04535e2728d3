// Measures, counted fact by fact: slow, plain and the truth that everything else is held against.
import { assertNever } from '../../assert.ts'
import type { Instant } from '../../instant.ts'
import type { Fact } from '../fact.ts'
import type {
  Aggregate,
  Comparison,
  Count,
  Counted,
  Expression,
  FactQuery,
  Test,
} from './measure.ts'

type Values = Readonly<Record<string, unknown>>

/** A fact as far as an interval is concerned. */
interface Seen {
  readonly fact: Values
  readonly from: Instant
  readonly until: Instant
}

/** Facts of other kinds are passed over. */
export function countFacts(query: FactQuery, facts: Iterable<Fact>): readonly Counted[] {
  const cells = new Map<
    string,
    { interval: number; group: string[]; values: (number | undefined)[] }
  >()
  for (const each of facts) {
    const fact = each as unknown as Values
    const group = query.groupBy.map(column => fact[column])
    if (each.kind !== query.of || group.includes(undefined)) continue
    for (const interval of intervalsOf(query, fact)) {
      const seen = { fact, from: borderOf(query, interval), until: borderOf(query, interval + 1) }
      if (!passes(seen, query.where)) continue
      const key = JSON.stringify([interval, group])
      const cell = cells.get(key) ?? { interval, group: group as string[], values: empty(query) }
      cells.set(key, cell)
      cell.values = query.measures.map((one, index) => added(one, seen, cell.values[index]))
    }
  }
  return [...cells.values()]
}

/** Two parts of the same measures, of different facts, as one. */
export function addCounted(
  { measures }: FactQuery,
  one: readonly (number | undefined)[],
  other: readonly (number | undefined)[],
): (number | undefined)[] {
  return measures.map((measure, index) => combine(measure, one[index], other[index]))
}

/** What measures come to when there is nothing to count. */
export function empty({ measures }: FactQuery): (number | undefined)[] {
  return measures.map(({ by }) => (by === 'count' || by === 'sum' ? 0 : undefined))
}

function borderOf({ borders }: FactQuery, index: number): Instant {
  return borders[index] ?? 0
}

function intervalsOf(query: FactQuery, fact: Values): number[] {
  const { at, borders } = query
  const indices = borders.slice(0, -1).map((_border, index) => index)
  if (at === 'stretch') {
    const [from, until] = [Number(fact.from), Number(fact.until)]
    return indices.filter(each => from < borderOf(query, each + 1) && until > borderOf(query, each))
  }
  const instant = fact[at]
  if (typeof instant !== 'number') return []
  return indices.filter(
    each => instant >= borderOf(query, each) && instant < borderOf(query, each + 1),
  )
}

function added(
  measure: Count | Aggregate,
  seen: Seen,
  before: number | undefined,
): number | undefined {
  if (!passes(seen, measure.where)) return before
  return combine(measure, before, measure.by === 'count' ? 1 : numberOf(seen, measure.value))
}

function combine(
  { by }: Count | Aggregate,
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  if (by === 'max') return Math.max(one, other)
  return by === 'min' ? Math.min(one, other) : one + other
}

function passes(seen: Seen, tests: readonly Test[]): boolean {
  return tests.every(test => isTrue(seen, test))
}

function isTrue(seen: Seen, test: Test): boolean {
  if ('present' in test) return numberOf(seen, test.present) !== undefined
  if ('ms' in test) {
    const value = numberOf(seen, test.value)
    return value !== undefined && compares(value, test.comparison, test.ms)
  }
  const value = seen.fact[test.column]
  if ('in' in test) return typeof value === 'string' && test.in.includes(value)
  if ('notIn' in test) return typeof value !== 'string' || !test.notIn.includes(value)
  return value === test.is
}

function compares(value: number, comparison: Comparison, ms: number): boolean {
  switch (comparison) {
    case 'LT':
      return value < ms
    case 'LTE':
      return value <= ms
    case 'GT':
      return value > ms
    default:
      return assertNever(comparison)
  }
}

/** Text columns are as good as a number when all that is asked is whether they are there. */
function numberOf(seen: Seen, expression: Expression): number | undefined {
  const { fact, from, until } = seen
  if (expression === 'withinInterval') {
    return Math.min(Number(fact.until), until) - Math.max(Number(fact.from), from)
  }
  if (typeof expression === 'string') return fact[expression] as number | undefined
  if ('firstOf' in expression) {
    return expression.firstOf.map(each => numberOf(seen, each)).find(each => each !== undefined)
  }
  const [whole, part] = expression.minus.map(each => numberOf(seen, each))
  return whole === undefined || part === undefined ? undefined : whole - part
}
