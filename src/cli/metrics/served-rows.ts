// What GetMetricDataV2 serves for the groups that have been counted.
import {
  type ConnectClient,
  GetMetricDataV2Command,
  type MetricResultV2,
} from '@aws-sdk/client-connect'
import type { IntervalPeriod } from '../../core/metrics/history/intervals.ts'
import type { AskedMetric, ReportRow } from '../../core/metrics/history/report.ts'
import type { VerifiedGrouping } from './recount.ts'

export interface ServedPeriod {
  readonly borders: readonly number[]
  readonly period: IntervalPeriod
  readonly zone: string
}

/** As many as a filter takes. */
const VALUES_MAX = 100

export async function servedRows(
  client: ConnectClient,
  instanceId: string,
  { borders, period, zone }: ServedPeriod,
  { dimension, metrics, rows }: VerifiedGrouping,
): Promise<readonly ReportRow[]> {
  const ids = [...new Set(rows.map(({ group }) => group[0] ?? ''))]
  const served: ReportRow[] = []
  for (let first = 0; first < ids.length; first += VALUES_MAX) {
    for (let NextToken: string | undefined, page = 0; page === 0 || NextToken; page++) {
      const answer = await client.send(
        new GetMetricDataV2Command({
          // Only the instance in it matters.
          ResourceArn: `arn:aws:connect:us-east-1:000000000000:instance/${instanceId}`,
          StartTime: new Date(borders[0] ?? 0),
          EndTime: new Date(borders.at(-1) ?? 0),
          Interval: { IntervalPeriod: period, TimeZone: zone },
          Filters: [{ FilterKey: dimension, FilterValues: ids.slice(first, first + VALUES_MAX) }],
          Groupings: [dimension],
          Metrics: metrics.map(metricOf),
          MaxResults: 100,
          ...(NextToken && { NextToken }),
        }),
      )
      served.push(...(answer.MetricResults ?? []).map(result => rowOf(dimension, result)))
      NextToken = answer.NextToken
    }
  }
  return served
}

function metricOf({ metric, threshold }: AskedMetric) {
  if (!threshold) return { Name: metric.name }
  const { comparison: Comparison, ms } = threshold
  return { Name: metric.name, Threshold: [{ Comparison, ThresholdValue: ms / 1000 }] }
}

function rowOf(
  dimension: string,
  { Dimensions, MetricInterval, Collections = [] }: MetricResultV2,
): ReportRow {
  return {
    group: [Dimensions?.[dimension] ?? ''],
    from: MetricInterval?.StartTime?.getTime() ?? 0,
    until: MetricInterval?.EndTime?.getTime() ?? 0,
    values: Collections.map(({ Value }) => Value),
  }
}
