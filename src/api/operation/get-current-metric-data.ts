import type * as sdk from '@aws-sdk/client-connect'
import { Measure } from '../../core/metrics/current-metric.ts'
import { agentOfQueue } from '../../core/queue/agent-queue.ts'
import { arnOf } from '../arn.ts'
import {
  askedMetrics,
  expressionOf,
  isMetric,
  selectionOf,
  unitOf,
} from '../current-metric-rules.ts'
import {
  type Cell,
  type CellKey,
  type CurrentMetricName,
  currentCells,
  measureCell,
} from '../current-metrics.ts'
import { KeptPages } from '../kept-pages.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'

type Input = InputOf<'GetCurrentMetricData'>
type Result = Plain<sdk.CurrentMetricResult>

const kept = new KeptPages<Result>()

export const getCurrentMetricData: Operation<'GetCurrentMetricData'> = (input, context) => {
  const selection = selectionOf(context, input)
  const { NextToken: _token, MaxResults: _size, ...request } = input
  const page = kept.page(context, input, JSON.stringify(request), () => {
    const cells = currentCells(context.centre, selection).map(cell => ({
      cell,
      measure: new Measure(context.centre.metrics, cell.scope),
    }))
    sort(context, input, cells)
    return cells.map(each => resultOf(context, input, each))
  })
  return answer({
    MetricResults: page.items,
    NextToken: page.NextToken,
    DataSnapshotTime: page.at,
    ApproximateTotalCount: page.total,
  })
}

interface Measured {
  readonly cell: Cell
  readonly measure: Measure
}

/** As in the service: by agents online, the most first, unless another order is asked for. */
function sort(context: OperationContext, { SortCriteria }: Input, cells: Measured[]): void {
  const { SortByMetric = 'AGENTS_ONLINE', SortOrder = 'DESCENDING' } = SortCriteria?.[0] ?? {}
  const sign = SortOrder === 'DESCENDING' ? -1 : 1
  if (!isMetric(SortByMetric)) return
  const value = (each: Measured) => valueOfMetric(context, each, SortByMetric) ?? 0
  cells.sort((a, b) => sign * (value(a) - value(b)))
}

function resultOf(context: OperationContext, input: Input, measured: Measured): Result {
  const isGrouped = (input.Groupings ?? []).length > 0
  const names = askedMetrics(input)
  return {
    ...(isGrouped && { Dimensions: dimensionsOf(context, input, measured.cell.key) }),
    Collections: input.CurrentMetrics.map((Metric, index) => {
      const name = names[index] ?? 'AGENTS_ONLINE'
      const value = valueOfMetric(context, measured, name)
      return {
        Metric: { ...Metric, Unit: unitOf(name) },
        Value: value === undefined ? undefined : inUnit(name, value, isGrouped),
      }
    }),
  }
}

function valueOfMetric(
  { centre, now }: OperationContext,
  { cell, measure }: Measured,
  name: CurrentMetricName,
): number | undefined {
  return measureCell(centre, cell, measure, name, now)
}

/** As the service: without groupings the oldest age is in milliseconds, whatever its unit says. */
function inUnit(name: CurrentMetricName, value: number, isGrouped: boolean): number {
  if (unitOf(name) === 'COUNT' || !isGrouped) return value
  return Math.floor(value / 1000)
}

function dimensionsOf(
  context: OperationContext,
  { Filters }: Input,
  key: CellKey,
): Plain<sdk.Dimensions> {
  const { queueId, channel, routingProfileId, statusId, subtype, expression } = key
  const thing = (kind: 'queue' | 'routing-profile' | 'agent-state', id: string) => ({
    Id: agentOfQueue(id) ?? id,
    Arn: arnOf(context, kind, id),
  })
  return {
    ...(queueId && { Queue: thing('queue', queueId) }),
    ...(channel && { Channel: channel as sdk.Channel }),
    ...(routingProfileId && { RoutingProfile: thing('routing-profile', routingProfileId) }),
    ...(statusId && { AgentStatus: thing('agent-state', statusId) }),
    ...(subtype && { Subtype: subtype }),
    ...(expression && { RoutingStepExpression: asWritten(Filters, expression) }),
  }
}

/** An expression as the caller wrote it. */
function asWritten({ RoutingStepExpressions = [] }: Input['Filters'], expression: string): string {
  const index = RoutingStepExpressions.map(expressionOf).indexOf(expression)
  return RoutingStepExpressions[index] ?? expression
}
