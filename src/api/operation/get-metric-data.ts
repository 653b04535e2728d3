// The older operation: the same metrics under older names, without intervals.
import type * as sdk from '@aws-sdk/client-connect'
import { minutes } from '../../core/instant.ts'
import type { Metric } from '../../core/metrics/history/metric.ts'
import { METRICS, OLD_NAMES } from '../../core/metrics/history/metrics.ts'
import {
  type AskedMetric,
  type Filter,
  planOf,
  Report,
  type ReportRow,
} from '../../core/metrics/history/report.ts'
import { arnOf } from '../arn.ts'
import {
  countReport,
  idsOf,
  intervalsOf,
  pageOfReport,
  queueIdsOf,
  thresholdOf,
  unknownMetric,
} from '../historical-metrics.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { invalidParameter, refuseUnbuilt } from '../service-error.ts'

type Input = InputOf<'GetMetricData'>

const GROUPINGS = ['QUEUE', 'CHANNEL', 'ROUTING_PROFILE'] as const
type Grouping = (typeof GROUPINGS)[number]

export const getMetricData: Operation<'GetMetricData'> = async (input, context) => {
  const { StartTime: from, EndTime: until } = input
  if (from % minutes(5) !== 0 || until % minutes(5) !== 0) {
    throw invalidParameter('StartTime and EndTime must be multiples of five minutes.')
  }
  const borders = intervalsOf(context, { from, until })
  const filters = filtersOf(context, input)
  const groupings = groupingsOf(input)
  const asked = input.HistoricalMetrics.map(metricOf)
  if (asked.length === 0) throw invalidParameter('HistoricalMetrics must name at least one metric.')
  const metrics = asked.filter(each => !isOccupancy(each))
  const plan = planOf({ borders, groupings, filters, metrics })
  const report = new Report(plan, await countReport(context, plan))
  const occupancy = asked.some(isOccupancy)
    ? await occupancies(context, borders, filters)
    : () => undefined
  const { rows, NextToken } = pageOfReport(report, input)
  const results = rows.map(row => {
    const values = [...row.values]
    const whole = asked.map(each =>
      isOccupancy(each) ? occupancy(queueOf(groupings, row)) : values.shift(),
    )
    return resultOf(context, input, row, whole)
  })
  return answer({ MetricResults: results, NextToken })
}

function filtersOf(context: OperationContext, { Filters }: Input): Filter[] {
  refuseUnbuilt(Filters, 'RoutingStepExpressions', 'AgentStatuses', 'ValidationTestTypes')
  const { Queues, Channels, RoutingProfiles, Subtypes } = Filters
  const filters: Filter[] = []
  if (Queues?.length) filters.push({ dimension: 'QUEUE', values: queueIdsOf(context, Queues) })
  if (Channels?.length) filters.push({ dimension: 'CHANNEL', values: Channels })
  if (RoutingProfiles?.length) {
    filters.push({ dimension: 'ROUTING_PROFILE', values: idsOf(RoutingProfiles) })
  }
  if (filters.length === 0) throw invalidParameter('Filters must name queues or channels.')
  if (Subtypes?.length) throw invalidParameter('These metrics cannot be filtered by Subtypes.')
  return filters
}

function groupingsOf({ Groupings = [] }: Input): Grouping[] {
  return Groupings.map(each => {
    const grouping = GROUPINGS.find(known => known === each)
    if (!grouping) throw invalidParameter(`These metrics cannot be grouped by ${each}.`)
    return grouping
  })
}

function metricOf(asked: Plain<sdk.HistoricalMetric>): AskedMetric {
  const { Name = '', Unit, Statistic, Threshold } = asked
  const metric = METRICS.get((OLD_NAMES as Partial<typeof OLD_NAMES>)[Name] ?? Name)
  if (!metric) throw unknownMetric(Name)
  if (Unit !== undefined && Unit !== metric.unit) {
    throw invalidParameter(`The unit of ${Name} is ${metric.unit}.`)
  }
  const statistic = statisticOf(metric)
  if (Statistic !== undefined && Statistic !== statistic) {
    throw invalidParameter(`The statistic of ${Name} is ${statistic}.`)
  }
  const threshold = thresholdOf(metric, Threshold)
  return { metric, ...(threshold && { threshold }) }
}

function statisticOf({ name, unit }: Metric): 'SUM' | 'AVG' | 'MAX' {
  if (name === 'MAX_QUEUED_TIME') return 'MAX'
  return unit === 'COUNT' ? 'SUM' : 'AVG'
}

function isOccupancy({ metric }: AskedMetric): boolean {
  return metric.name === 'AGENT_OCCUPANCY'
}

function queueOf(groupings: readonly Grouping[], { group }: ReportRow): string | undefined {
  return group[groupings.indexOf('QUEUE')]
}

/** Agents have no queue of their own: whoever serves one by a routing profile counts for it. */
async function occupancies(
  context: OperationContext,
  borders: readonly number[],
  filters: readonly Filter[],
): Promise<(queueId: string | undefined) => number | undefined> {
  const metric = METRICS.get('AGENT_OCCUPANCY') as Metric
  const profiles = filters.filter(({ dimension }) => dimension === 'ROUTING_PROFILE')
  const plan = planOf({
    borders,
    groupings: ['ROUTING_PROFILE'],
    filters: profiles,
    metrics: [{ metric }],
  })
  const counted = (await countReport(context, plan)).flat()
  const named = filters.find(({ dimension }) => dimension === 'QUEUE')?.values
  return queueId => {
    const queueIds = queueId === undefined ? named : [queueId]
    const [contact, all] = counted
      .filter(({ group }) => !queueIds || servesAny(context, group[0] ?? '', queueIds))
      .reduce(([a, b], { values }) => [a + (values[0] ?? 0), b + (values[1] ?? 0)], [0, 0])
    return all === 0 ? undefined : (contact * 100) / all
  }
}

function servesAny({ centre }: OperationContext, profileId: string, queueIds: readonly string[]) {
  const profile = centre.directory.get('routing-profile', profileId)
  return profile?.QueueConfigs.some(({ QueueId }) => queueIds.includes(QueueId)) ?? false
}

function resultOf(
  context: OperationContext,
  input: Input,
  { group }: ReportRow,
  values: readonly (number | undefined)[],
): Plain<sdk.HistoricalMetricResult> {
  const groupings = groupingsOf(input)
  const of = (grouping: Grouping) => group[groupings.indexOf(grouping)]
  const [queueId, channel, profileId] = [of('QUEUE'), of('CHANNEL'), of('ROUTING_PROFILE')]
  const dimensions: Plain<sdk.Dimensions> = {
    ...(queueId !== undefined && { Queue: { Id: queueId, Arn: arnOf(context, 'queue', queueId) } }),
    ...(channel !== undefined && { Channel: channel as sdk.Channel }),
    ...(profileId !== undefined && {
      RoutingProfile: { Id: profileId, Arn: arnOf(context, 'routing-profile', profileId) },
    }),
  }
  return {
    ...(groupings.length > 0 && { Dimensions: dimensions }),
    Collections: input.HistoricalMetrics.map((Metric, index) => ({ Metric, Value: values[index] })),
  }
}
