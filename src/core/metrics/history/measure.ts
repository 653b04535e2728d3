// What historical metrics are made of: sums, counts, maxima and minima over facts, said as data. There
// are two readers of it: `count-facts.ts` counts facts one by one and is the truth, `fact-sql.ts` says
// the same in SQL. Values are whole milliseconds and whole numbers; nobody divides before the end.
import type { Instant } from '../../instant.ts'
import type { FACT_COLUMNS, FactKind } from '../fact.ts'

/** A column of some kind of fact. */
export type Column = { [K in FactKind]: keyof (typeof FACT_COLUMNS)[K] }[FactKind] & string

/** A number made of a fact's columns; absent when what it is made of is. */
export type Expression =
  | Column
  | { readonly minus: readonly [Expression, Expression] }
  /** The first that is not absent. */
  | { readonly firstOf: readonly Expression[] }
  /** Of a stretch of time: what lies within the interval. */
  | 'withinInterval'

/** What a fact must be to be counted. */
export type Test =
  | { readonly column: Column; readonly in: readonly string[] }
  /** Also when the column is absent. */
  | { readonly column: Column; readonly notIn: readonly string[] }
  | { readonly column: Column; readonly is: boolean }
  | { readonly present: Expression }
  | { readonly value: Expression; readonly comparison: Comparison; readonly ms: number }

/** Less than, less than or equal, greater than. */
export type Comparison = 'LT' | 'LTE' | 'GT'

/** How the facts that pass every test become one number. */
export interface Count {
  readonly by: 'count'
  readonly where: readonly Test[]
}
export interface Aggregate {
  readonly by: 'sum' | 'max' | 'min'
  readonly value: Expression
  readonly where: readonly Test[]
}

/** Which facts, when they count, and what for. */
export type Measure = (Count | Aggregate) & {
  readonly of: FactKind
  /** The instant that says which interval a fact belongs to; `stretch` belongs to each it touches. */
  readonly at: Column | 'stretch'
}

/** Several measures of the same facts, for every interval and group at once. */
export interface FactQuery {
  readonly of: FactKind
  readonly at: Column | 'stretch'
  /** Where intervals begin, and where the last one ends. */
  readonly borders: readonly Instant[]
  readonly groupBy: readonly Column[]
  readonly where: readonly Test[]
  readonly measures: readonly (Count | Aggregate)[]
  /** Only what entries of the journal up to this one brought. */
  readonly upTo?: number
}

/** What came of it in one interval and group. Groups with nothing in them are not there. */
export interface Counted {
  readonly interval: number
  /** Values of `groupBy`, in its order. A fact without one of them is in no group. */
  readonly group: readonly string[]
  /** In the order of the measures. A maximum or minimum of nothing is absent. */
  readonly values: readonly (number | undefined)[]
}
