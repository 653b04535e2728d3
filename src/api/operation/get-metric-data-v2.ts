import type * as sdk from '@aws-sdk/client-connect'
import type { IntervalPeriod } from '../../core/metrics/history/intervals.ts'
import {
  DIMENSIONS,
  type Dimension,
  type Metric,
  type MetricFilterKey,
} from '../../core/metrics/history/metric.ts'
import { METRICS, OLD_ONLY } from '../../core/metrics/history/metrics.ts'
import type {
  AskedMetric,
  Filter,
  MetricFilter,
  ReportRequest,
  ReportRow,
} from '../../core/metrics/history/report.ts'
import { arnOf, bareId } from '../arn.ts'
import { expressionOf } from '../current-metric-rules.ts'
import {
  checkDimensions,
  idsOf,
  intervalsOf,
  queueIdsOf,
  reportPage,
  thresholdOf,
  unknownMetric,
} from '../historical-metrics.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { invalidParameter, notFound, refuseUnbuilt } from '../service-error.ts'

type Input = InputOf<'GetMetricDataV2'>

/** One of these says what may be looked at. */
const RESOURCES: readonly Dimension[] = [
  'QUEUE',
  'ROUTING_PROFILE',
  'AGENT',
  'FLOWS_RESOURCE_ID',
  'FLOW_TYPE',
]

const KINDS = {
  QUEUE: 'queue',
  ROUTING_PROFILE: 'routing-profile',
  AGENT: 'agent',
  FLOWS_RESOURCE_ID: 'contact-flow',
  FLOWS_NEXT_RESOURCE_ID: 'contact-flow',
  FLOWS_NEXT_RESOURCE_QUEUE_ID: 'queue',
} as const

const SERVICE_LEVELS_MAX = 20

export const getMetricDataV2: Operation<'GetMetricDataV2'> = async (input, context) => {
  if (bareId(input.ResourceArn) !== context.centre.instanceId) {
    throw notFound('ResourceArn is not the ARN of this instance.')
  }
  const request = requestOf(context, input)
  const { rows, NextToken } = await reportPage(context, request, input)
  return answer({ MetricResults: rows.map(row => resultOf(context, input, row)), NextToken })
}

function requestOf(context: OperationContext, input: Input): ReportRequest {
  const borders = intervalsOf(context, {
    from: input.StartTime,
    until: input.EndTime,
    period: input.Interval?.IntervalPeriod,
    zone: input.Interval?.TimeZone,
  })
  const filters = filtersOf(context, input)
  const groupings = (input.Groupings ?? []).map(dimensionOf)
  if (new Set(groupings).size < groupings.length) {
    throw invalidParameter('Groupings must not name anything twice.')
  }
  const request = { borders, groupings, filters, metrics: metricsOf(input) }
  checkDimensions(request)
  return request
}

function filtersOf(context: OperationContext, { Filters }: Input): Filter[] {
  const filters = Filters.map(filter => {
    refuseUnbuilt(filter, 'StringCondition')
    const { FilterKey, FilterValues = [] } = filter
    if (FilterValues.length === 0) throw invalidParameter(`The filter ${FilterKey} has no values.`)
    const dimension = dimensionOf(FilterKey ?? '')
    return { dimension, values: valuesOf(context, dimension, FilterValues) }
  })
  if (new Set(filters.map(({ dimension }) => dimension)).size < filters.length) {
    throw invalidParameter('Filters must not name a key twice.')
  }
  if (!filters.some(({ dimension }) => RESOURCES.includes(dimension))) {
    throw invalidParameter(`Filters must contain one of ${RESOURCES.join(', ')}.`)
  }
  return filters
}

function valuesOf(
  context: OperationContext,
  dimension: Dimension,
  values: readonly string[],
): readonly string[] {
  // However the members of an expression are sorted, it is the same one.
  if (dimension === 'ROUTING_STEP_EXPRESSION') return values.map(expressionOf)
  if (KINDS[dimension as keyof typeof KINDS] === 'queue') return queueIdsOf(context, values)
  return dimension in KINDS ? idsOf(values) : values
}

function dimensionOf(key: string): Dimension {
  if (key in DIMENSIONS) return key as Dimension
  throw invalidParameter(`Nothing here can be grouped or filtered by ${key}.`)
}

function metricsOf({ Metrics }: Input): AskedMetric[] {
  if (Metrics.length === 0) throw invalidParameter('Metrics must name at least one metric.')
  if (Metrics.filter(({ Name }) => Name === 'SERVICE_LEVEL').length > SERVICE_LEVELS_MAX) {
    throw invalidParameter(`SERVICE_LEVEL may be asked for ${SERVICE_LEVELS_MAX} times at most.`)
  }
  return Metrics.map(asked => {
    refuseUnbuilt(asked, 'MetricId')
    const name = asked.Name ?? ''
    const metric = OLD_ONLY.has(name) ? undefined : METRICS.get(name)
    if (!metric) throw unknownMetric(name)
    const threshold = thresholdOf(metric, asked.Threshold?.[0])
    const filters = (asked.MetricFilters ?? []).map(each => metricFilter(metric, each))
    return { metric, filters, ...(threshold && { threshold }) }
  })
}

function metricFilter(
  { name, metricFilters = [] }: Metric,
  {
    MetricFilterKey: key = '',
    MetricFilterValues: values = [],
    Negate = false,
  }: Plain<sdk.MetricFilterV2>,
): MetricFilter {
  if (!metricFilters.includes(key as MetricFilterKey)) {
    throw invalidParameter(`The metric ${name} cannot be filtered by ${key || 'nothing'}.`)
  }
  if (values.length === 0) throw invalidParameter(`The filter ${key} of ${name} has no values.`)
  return { key: key as MetricFilterKey, values, negate: Negate }
}

function resultOf(
  context: OperationContext,
  { Groupings = [], Interval, Metrics }: Input,
  { group, from, until, values }: ReportRow,
): Plain<sdk.MetricResultV2> {
  const period: IntervalPeriod = Interval?.IntervalPeriod ?? 'TOTAL'
  return {
    ...(Groupings.length > 0 && { Dimensions: dimensionsOf(context, Groupings, group) }),
    MetricInterval: { Interval: period, StartTime: from, EndTime: until },
    Collections: Metrics.map((Metric, index) => ({ Metric, Value: values[index] })),
  }
}

/** The value of each grouping, and the ARN of those that have one. */
function dimensionsOf(
  context: OperationContext,
  groupings: readonly string[],
  group: readonly string[],
): Record<string, string> {
  const dimensions: Record<string, string> = {}
  for (const [index, grouping] of groupings.entries()) {
    const value = group[index] ?? ''
    dimensions[grouping] = value
    const kind = KINDS[grouping as keyof typeof KINDS] as
      | (typeof KINDS)[keyof typeof KINDS]
      | undefined
    if (kind) dimensions[`${grouping}_ARN`] = arnOf(context, kind, value)
  }
  return dimensions
}
