// What the analytics node is asked over its local socket, and what it answers.
import type { Instant } from '../core/instant.ts'
import type { Json } from '../core/json.ts'
import type { FactKind } from '../core/metrics/fact.ts'
import type { FactQuery } from '../core/metrics/history/measure.ts'
import type { ReportQuestion } from '../store/report-reader.ts'
import type { QueryResult } from './duck.ts'
import type { SqlLimits, SqlRefusal } from './sql-message.ts'

export type AnalyticsQuestion =
  /** Of a person: anything, within limits. */
  | ({ readonly ask: 'sql'; readonly sql: string } & SqlLimits)
  /** Answered by rows as `countedRow` reads them. */
  | { readonly ask: 'count'; readonly query: FactQuery }
  /** Facts that were over within a time; rows hold the columns of their kind. */
  | {
      readonly ask: 'facts'
      readonly kind: FactKind
      readonly from: Instant
      readonly until: Instant
    }
  | { readonly ask: 'report'; readonly report: ReportQuestion }

export type ToAnalytics = AnalyticsQuestion & { readonly number: number }

/** Rows come in parts; then the question is done, or refused. */
export type FromAnalytics =
  | { readonly number: number; readonly rows: readonly (readonly Json[])[] }
  | {
      readonly number: number
      readonly done: { readonly columns: QueryResult['columns']; readonly isCut: boolean }
    }
  | { readonly number: number; readonly refusal: SqlRefusal }
  | { readonly figures: Readonly<Record<string, number>> }
