// What history has counted since midnight (the user's), looked at again now and then.
import { useEffect } from 'react'
import { askedMetric } from '../../../../src/api/contract/report-metrics.ts'
import { connect } from '../../../kit/connect.ts'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import type { MetricName } from '../texts/metric-texts.ts'
import type { TodayFigures } from './live-rows.ts'

const EVERY_MS = 15_000
/** So many values of a filter the service takes. */
const VALUES_MAX = 100
/** Of more, today's numbers are in the reports. */
const ASKED_MAX = 500

export function useToday(
  dimension: 'QUEUE' | 'ROUTING_PROFILE',
  ids: readonly string[],
  metrics: readonly MetricName[],
): TodayFigures | undefined {
  const { signedIn } = useConsole()
  const { instanceArn } = signedIn.session
  const asked = ids.slice(0, ASKED_MAX)
  const { value, again } = useAnswer(
    signal => today(instanceArn, dimension, asked, metrics, signal),
    [instanceArn, dimension, asked.join(), metrics.join()],
  )
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) again()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return value
}

async function today(
  ResourceArn: string,
  dimension: 'QUEUE' | 'ROUTING_PROFILE',
  ids: readonly string[],
  metrics: readonly MetricName[],
  signal: AbortSignal,
): Promise<TodayFigures> {
  const figures = new Map<string, ReadonlyMap<string, number>>()
  if (metrics.length === 0) return figures
  const midnight = new Date().setHours(0, 0, 0, 0)
  for (let from = 0; from < ids.length; from += VALUES_MAX) {
    const asking = {
      ResourceArn,
      StartTime: midnight / 1000,
      EndTime: Math.max(Date.now(), midnight + 60_000) / 1000,
      Filters: [{ FilterKey: dimension, FilterValues: ids.slice(from, from + VALUES_MAX) }],
      Groupings: [dimension],
      Metrics: metrics.map(metric => askedMetric(metric)),
    }
    const { MetricResults = [] } = await connect('GetMetricDataV2', asking, signal)
    for (const { Dimensions, Collections = [] } of MetricResults) {
      const values = Collections.flatMap(({ Metric, Value }) =>
        Value === undefined ? [] : [[Metric?.Name ?? '', Value] as const],
      )
      figures.set(Dimensions?.[dimension] ?? '', new Map(values))
    }
  }
  return figures
}
