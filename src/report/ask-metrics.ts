// How reports ask for metrics.
import type { Instant } from '../core/instant.ts'

export interface AskedMetrics {
  readonly from: Instant
  readonly until: Instant
  readonly zone: string
  readonly period: string
  readonly dimension: string
  /** The queues of channels. */
  readonly ids: readonly string[]
  /** As GetMetricDataV2 has them. */
  readonly metrics: readonly object[]
}

export interface MetricsRow {
  readonly group: string
  readonly begun: Instant
  readonly values: ReadonlyMap<string, number>
}

/** What GetMetricDataV2 tells a user, or why it does not. */
export type AskMetrics = (
  asked: AskedMetrics,
  userId: string,
) => Promise<{ readonly rows: readonly MetricsRow[] } | { readonly refused: string }>
