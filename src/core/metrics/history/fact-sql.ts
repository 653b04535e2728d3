// Measures as SQL, for DuckDB over the tables of facts: `contact`, `queue_stay`, `offer`, `agent_state`
// and `flow`, whose columns are FACT_COLUMNS in snake case, with instants as whole milliseconds, and
// `dt`, the day (UTC) on which a row was written down. Values that people gave are parameters.
import type { Instant } from '../../instant.ts'
import type { Aggregate, Column, Count, Counted, Expression, FactQuery, Test } from './measure.ts'

export interface FactSql {
  readonly text: string
  /** For `$1`, `$2` and so on. */
  readonly values: readonly string[]
}

/** Rows of some journal entries, counted by slots of equal length since the epoch. */
export interface SlotQuery {
  readonly query: Omit<FactQuery, 'borders'>
  readonly widthMs: number
  /** After the first of these entries, up to and with the second. */
  readonly entries: readonly [number, number]
}

const COMPARISONS = { LT: '<', LTE: '<=', GT: '>' } as const
const DAY_MS = 24 * 60 * 60_000

export function factSql(query: FactQuery): FactSql {
  const writer = new Writer()
  const groups = query.groupBy.map(writer.column)
  const counts = query.measures.map(each => writer.measure(each))
  const where = [...timeTests(query), ...groups.map(each => `${each} is not null`)]
  const tests = query.where.map(each => writer.test(each))
  const text = [
    `select ${[intervalOf(query), ...groups, ...counts].join(', ')}`,
    `from ${snakeCase(query.of)} fact ${intervalJoin(query)}`,
    `where ${[...where, ...tests].join(' and ')}`,
    'group by all',
  ].join('\n')
  return { text, values: writer.values }
}

/** The same for slots: their numbers, the groups, then the measures, which can be added up. */
export function slotSql({ query, widthMs, entries }: SlotQuery): FactSql {
  const writer = new Writer()
  const slot = `${columnOf(query.at as Column)} // ${widthMs}`
  const groups = query.groupBy.map(writer.column)
  const counts = query.measures.map(each => writer.measure(each))
  const tests = query.where.map(each => writer.test(each))
  const where = [
    `fact.seq > ${entries[0]} and fact.seq <= ${entries[1]}`,
    `${slot} is not null`,
    ...groups.map(each => `${each} is not null`),
    ...tests,
  ]
  const text = [
    `select ${[slot, ...groups, ...counts].join(', ')} from ${snakeCase(query.of)} fact`,
    `where ${where.join(' and ')} group by ${[slot, ...groups].join(', ')}`,
  ].join('\n')
  return { text, values: writer.values }
}

/** What the rows of the answer mean: the interval, the group, then the measures. */
export function countedRow({ groupBy }: FactQuery, row: readonly unknown[]): Counted {
  const [interval, ...rest] = row
  return {
    interval: Number(interval),
    group: rest.slice(0, groupBy.length).map(String),
    values: rest
      .slice(groupBy.length)
      .map(value => (value === null || value === undefined ? undefined : Number(value))),
  }
}

/** Only days from which a row can matter: a fact is written down when it is over, never before. */
function timeTests({ at, borders, upTo }: FactQuery): string[] {
  const [first = 0] = borders
  const last = borders.at(-1) ?? first
  // A day more, for a clock that was put back.
  const days = Math.floor(first / DAY_MS) - 1
  const written = [
    `fact.dt >= date '1970-01-01' + ${days}`,
    ...(upTo === undefined ? [] : [`fact.seq <= ${upTo}`]),
  ]
  if (at === 'stretch') {
    return [...written, `fact."from" < ${last}`, `fact."until" > ${first}`]
  }
  const column = columnOf(at)
  return [...written, `${column} >= ${first}`, `${column} < ${last}`]
}

/** All intervals are equally long: then which one is a matter of a division. */
function widthOf(borders: readonly Instant[]): number | undefined {
  const [first = 0, second = 0] = borders
  const width = second - first
  const isEven = borders.every((border, index) => border === first + index * width)
  return isEven ? width : undefined
}

function intervalOf(query: FactQuery): string {
  const { at, borders } = query
  if (borders.length === 2) return '0'
  const width = widthOf(borders)
  if (at === 'stretch' || width === undefined) return 'slot.number'
  return `(${columnOf(at)} - ${borders[0]}) // ${width}`
}

function intervalJoin(query: FactQuery): string {
  const { at, borders } = query
  const starts = borders.slice(0, -1)
  const slots = `select unnest([${starts.join(', ')}]) as start,
    unnest([${borders.slice(1).join(', ')}]) as "end", unnest(range(${starts.length})) as number`
  if (at === 'stretch') {
    return `join (${slots}) slot on fact."from" < slot."end" and fact."until" > slot.start`
  }
  if (borders.length === 2 || widthOf(borders) !== undefined) return ''
  return `asof join (${slots}) slot on ${columnOf(at)} >= slot.start`
}

function columnOf(column: Column): string {
  return `fact."${snakeCase(column)}"`
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

class Writer {
  readonly values: string[] = []

  readonly column = columnOf

  measure(measure: Count | Aggregate): string {
    const tests = measure.where.map(each => this.test(each))
    const filter = tests.length === 0 ? '' : ` filter (where ${tests.join(' and ')})`
    if (measure.by === 'count') return `count(*)${filter}`
    const value = `${measure.by}(${this.#expression(measure.value)})${filter}`
    return measure.by === 'sum' ? `coalesce(${value}, 0)::bigint` : value
  }

  test(test: Test): string {
    if ('present' in test) return `(${this.#expression(test.present)}) is not null`
    if ('ms' in test) {
      return `${this.#expression(test.value)} ${COMPARISONS[test.comparison]} ${test.ms}`
    }
    const column = columnOf(test.column)
    if ('is' in test) return `${column} = ${test.is}`
    if ('in' in test) {
      return test.in.length === 0 ? 'false' : `${column} in (${this.#list(test.in)})`
    }
    if (test.notIn.length === 0) return 'true'
    return `(${column} is null or ${column} not in (${this.#list(test.notIn)}))`
  }

  #list(values: readonly string[]): string {
    return values.map(value => `$${this.values.push(value)}`).join(', ')
  }

  #expression(expression: Expression): string {
    // Stretches are joined with their intervals, of which `TOTAL` is one.
    if (expression === 'withinInterval') {
      return 'least(fact."until", slot."end") - greatest(fact."from", slot.start)'
    }
    if (typeof expression === 'string') return columnOf(expression)
    if ('firstOf' in expression) {
      return `coalesce(${expression.firstOf.map(each => this.#expression(each)).join(', ')})`
    }
    const [whole, part] = expression.minus
    return `((${this.#expression(whole)}) - (${this.#expression(part)}))`
  }
}
