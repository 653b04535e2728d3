import type * as sdk from '@aws-sdk/client-connect'
import { arnOf, bareId } from '../arn.ts'
import { type Cell, type CellKey, currentCells, measure } from '../current-metrics.ts'
import type { InputOf, Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

type Input = InputOf<'GetCurrentMetricData'>
type Result = Plain<sdk.CurrentMetricResult>

export const getCurrentMetricData: Operation<'GetCurrentMetricData'> = (input, context) => {
  checkFilters(context, input)
  const cells = sorted(context, input, currentCells(context, selectionOf(input)))
  const { items, NextToken } = pageOf(cells, input, cell => cell.order)
  return answer({
    MetricResults: items.map(({ cell }) => resultOf(context, input, cell)),
    NextToken,
    DataSnapshotTime: context.now,
    ApproximateTotalCount: cells.length,
  })
}

function checkFilters(context: OperationContext, { Filters, CurrentMetrics }: Input): void {
  const { Queues, RoutingProfiles, AgentStatuses } = Filters
  if (!(Queues?.length || RoutingProfiles?.length || AgentStatuses?.length)) {
    throw invalidRequest('Member Filters must name queues, routing profiles or agent statuses.')
  }
  for (const queue of Queues ?? []) find(context, 'queue', queue)
  for (const profile of RoutingProfiles ?? []) find(context, 'routing-profile', profile)
  if (CurrentMetrics.some(metric => metric.Name === undefined)) {
    throw invalidRequest(
      'Member CurrentMetrics: custom metrics are not built yet; Name is required.',
    )
  }
}

function selectionOf({ Filters, Groupings }: Input) {
  const { Queues, RoutingProfiles, Channels, AgentStatuses } = Filters
  return {
    queueIds: Queues?.map(bareId),
    routingProfileIds: RoutingProfiles?.map(bareId),
    channels: Channels?.length ? Channels : undefined,
    statusIds: AgentStatuses?.map(bareId),
    groupings: Groupings ?? [],
  }
}

interface Ordered {
  readonly cell: Cell
  /** Grows along the list, so that a page can begin after it. */
  readonly order: string
}

function sorted(context: OperationContext, input: Input, cells: readonly Cell[]): Ordered[] {
  const criteria = input.SortCriteria?.[0]
  const sign = criteria?.SortOrder === 'DESCENDING' ? -1 : 1
  const list = [...cells]
  if (criteria?.SortByMetric) {
    const value = (cell: Cell) => measure(context, cell, criteria.SortByMetric ?? '') ?? 0
    list.sort((a, b) => sign * (value(a) - value(b)))
  }
  return list.map((cell, index) => ({ cell, order: String(index).padStart(6, '0') }))
}

function resultOf(context: OperationContext, input: Input, cell: Cell): Result {
  const grouped = (input.Groupings ?? []).length > 0
  return {
    ...(grouped && { Dimensions: dimensionsOf(context, cell.key) }),
    Collections: input.CurrentMetrics.map(Metric => ({
      Metric,
      Value: metricValue(context, cell, Metric.Name ?? '', grouped),
    })),
  }
}

function metricValue(context: OperationContext, cell: Cell, name: string, grouped: boolean) {
  const value = measure(context, cell, name)
  // As the service: without groupings this one is in milliseconds, whatever its unit says.
  return name === 'OLDEST_CONTACT_AGE' && !grouped && value !== undefined ? value * 1000 : value
}

function dimensionsOf(context: OperationContext, key: CellKey): Plain<sdk.Dimensions> {
  const { queueId, channel, routingProfileId, statusId } = key
  return {
    ...(queueId && { Queue: { Id: queueId, Arn: arnOf(context, 'queue', queueId) } }),
    ...(channel && { Channel: channel as sdk.Channel }),
    ...(routingProfileId && {
      RoutingProfile: {
        Id: routingProfileId,
        Arn: arnOf(context, 'routing-profile', routingProfileId),
      },
    }),
    ...(statusId && {
      AgentStatus: { Id: statusId, Arn: arnOf(context, 'agent-state', statusId) },
    }),
  }
}
