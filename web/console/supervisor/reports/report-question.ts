// What is asked of history for a report, from what the page's address says; and the answer as a table.

import { askedMetric, type ReportDimension } from '../../../../src/api/contract/report-metrics.ts'
import { all, type ConnectOutput } from '../../../kit/connect.ts'
import type { MetricName } from '../texts/metric-texts.ts'

export interface ReportQuestion {
  readonly by: ReportDimension
  /** Epoch ms. */
  readonly from: number
  readonly until: number
  readonly interval: string
  readonly zone: string
  readonly metrics: readonly MetricName[]
  /** Queues, agents or routing profiles; of channels, the queues. */
  readonly ids: readonly string[]
}

export interface ReportRow {
  readonly group: string
  /** Epoch ms. */
  readonly from: number
  readonly until: number
  readonly values: ReadonlyMap<string, number>
}

/** So many values of a filter the service takes. */
const VALUES_MAX = 100

export async function askReport(
  ResourceArn: string,
  question: ReportQuestion,
  signal: AbortSignal,
): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  for (let first = 0; first < question.ids.length; first += VALUES_MAX) {
    const asked = requestOf(ResourceArn, question, question.ids.slice(first, first + VALUES_MAX))
    const results = await all('GetMetricDataV2', asked, page => page.MetricResults, signal)
    rows.push(...results.map(each => rowOf(each, question.by)))
  }
  return rows
}

function requestOf(ResourceArn: string, question: ReportQuestion, ids: readonly string[]) {
  const { by, from, until, interval, zone, metrics } = question
  return {
    ResourceArn,
    StartTime: from / 1000,
    EndTime: until / 1000,
    Interval: { TimeZone: zone, IntervalPeriod: interval as 'HOUR' },
    Filters: [{ FilterKey: by === 'CHANNEL' ? 'QUEUE' : by, FilterValues: ids }],
    Groupings: [by],
    Metrics: metrics.map(metric => askedMetric(metric)),
  }
}

function rowOf(
  result: NonNullable<ConnectOutput<'GetMetricDataV2'>['MetricResults']>[number],
  by: ReportDimension,
): ReportRow {
  const { Dimensions, MetricInterval, Collections = [] } = result
  const values = Collections.flatMap(({ Metric, Value }) =>
    Value === undefined ? [] : [[Metric?.Name ?? '', Value] as const],
  )
  return {
    group: Dimensions?.[by] ?? '',
    from: (MetricInterval?.StartTime ?? 0) * 1000,
    until: (MetricInterval?.EndTime ?? 0) * 1000,
    values: new Map(values),
  }
}

/** The time as long as this one that ends where it begins. */
export function timeBefore(question: ReportQuestion): ReportQuestion {
  const { from, until } = question
  return { ...question, from: from - (until - from), until: from }
}

/** Of each row, the value of the same group so many intervals before; by metric. */
export function comparedWith(
  rows: readonly ReportRow[],
  before: readonly ReportRow[],
): (row: ReportRow, metric: string) => number | undefined {
  const orderOf = (all: readonly ReportRow[]) => {
    const order = new Map<string, ReportRow[]>()
    for (const row of [...all].sort((a, b) => a.from - b.from)) {
      const list = order.get(row.group)
      if (list) list.push(row)
      else order.set(row.group, [row])
    }
    return order
  }
  const [now, then] = [orderOf(rows), orderOf(before)]
  return (row, metric) => {
    const place = now.get(row.group)?.indexOf(row) ?? -1
    return then.get(row.group)?.[place]?.values.get(metric)
  }
}
