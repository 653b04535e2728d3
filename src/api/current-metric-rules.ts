// Which filters, groupings and metrics GetCurrentMetricData takes together, as its page in the API
// Reference says; and the request as a selection of cells.
import type { Json } from '../core/json.ts'
import { isContactMetric } from '../core/metrics/current-metric.ts'
import { canonicalJson } from '../core/metrics/waiting-group.ts'
import { agentQueueId } from '../core/queue/agent-queue.ts'
import { bareId } from './arn.ts'
import type { CurrentMetricName, Grouping, Selection } from './current-metrics.ts'
import type { InputOf } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { find } from './resource.ts'
import { invalidParameter, invalidRequest } from './service-error.ts'

type Input = InputOf<'GetCurrentMetricData'>

const STATUSES_MAX = 50
const METRIC_IDS_MAX = 10
const SYSTEM_METRIC = /^arn:[a-z0-9-]+:connect:[a-z0-9-]+:aws:metric\/([A-Z_]+)$/

/** The metrics by their names, whichever way they were asked for. */
export function askedMetrics({ CurrentMetrics }: Input): readonly CurrentMetricName[] {
  if (CurrentMetrics.length === 0) throw invalidRequest('Member CurrentMetrics names no metric.')
  if (CurrentMetrics.filter(({ MetricId }) => MetricId !== undefined).length > METRIC_IDS_MAX) {
    throw invalidRequest(`Member CurrentMetrics has more than ${METRIC_IDS_MAX} metric ids.`)
  }
  return CurrentMetrics.map(({ Name, MetricId }) => {
    const name = Name ?? SYSTEM_METRIC.exec(MetricId ?? '')?.[1]
    if (MetricId === undefined && Name === undefined) {
      throw invalidRequest('Member CurrentMetrics: every metric needs a Name or a MetricId.')
    }
    if (Name !== undefined && MetricId !== undefined) {
      throw invalidRequest('Member CurrentMetrics: a metric has a Name or a MetricId, not both.')
    }
    if (name === undefined || !isMetric(name)) {
      throw invalidParameter(`There is no metric ${MetricId}.`)
    }
    return name
  })
}

/** What is to be counted. Throws when the service would not take it so, or something is not there. */
export function selectionOf(context: OperationContext, input: Input): Selection {
  checkFilters(input)
  checkGroupings(input)
  const { Queues, RoutingProfiles, Channels, AgentStatuses, Subtypes } = input.Filters
  const expressions = input.Filters.RoutingStepExpressions?.map(expressionOf)
  const listed = <T>(list: readonly T[] | undefined) => (list?.length ? list : undefined)
  return {
    queueIds: listed(Queues?.map(queue => queueIdOf(context, queue))),
    routingProfileIds: listed(
      RoutingProfiles?.map(profile => find(context, 'routing-profile', profile).id),
    ),
    channels: listed(Channels),
    statusIds: listed(AgentStatuses?.map(status => find(context, 'agent-state', status).id)),
    subtypes: listed(Subtypes),
    expressions: listed(expressions),
    groupings: (input.Groupings ?? []) as readonly Grouping[],
  }
}

/** A queue, or the own one of an agent, which is called after the agent. */
function queueIdOf(context: OperationContext, queue: string): string {
  const id = bareId(queue)
  const isAgent = !context.centre.directory.get('queue', id) && context.centre.agent(id)
  return isAgent ? agentQueueId(id) : find(context, 'queue', queue).id
}

/** An expression of routing criteria, as it is compared. */
export function expressionOf(text: string): string {
  try {
    return canonicalJson(JSON.parse(text) as Json)
  } catch {
    throw invalidParameter('An expression of a routing step is not JSON.')
  }
}

function checkFilters({ Filters, Groupings = [] }: Input): void {
  const { Queues, RoutingProfiles, AgentStatuses, RoutingStepExpressions } = Filters
  if (Queues?.length && RoutingProfiles?.length) {
    throw invalidRequest(
      'Member Filters names queues and routing profiles; one of them is allowed.',
    )
  }
  if (!(Queues?.length || RoutingProfiles?.length)) {
    throw invalidRequest('Member Filters must name queues or routing profiles.')
  }
  for (const member of ['AgentStatuses', 'Subtypes', 'ValidationTestTypes'] as const) {
    if (Filters[member]?.length && !Queues?.length) {
      throw invalidRequest(`Member Filters.${member} needs queues beside it.`)
    }
  }
  if ((AgentStatuses?.length ?? 0) > STATUSES_MAX) {
    throw invalidRequest(`Member Filters.AgentStatuses has more than ${STATUSES_MAX}.`)
  }
  if (!RoutingStepExpressions?.length) return
  if (Queues?.length !== 1 || !Groupings.includes('ROUTING_STEP_EXPRESSION')) {
    throw invalidRequest(
      'Member Filters.RoutingStepExpressions needs exactly one queue, and grouping by ROUTING_STEP_EXPRESSION.',
    )
  }
}

function checkGroupings(input: Input): void {
  const { Filters, Groupings = [], SortCriteria } = input
  const [primary, secondary] = Groupings
  if (primary !== undefined && primary === secondary) {
    throw invalidRequest('Member Groupings names the same thing twice.')
  }
  for (const grouping of ['AGENT_STATUS', 'SUBTYPE', 'VALIDATION_TEST_TYPE'] as const) {
    if (!Groupings.includes(grouping)) continue
    if (primary !== 'QUEUE' || !Filters.Queues?.length) {
      throw invalidRequest(
        `Grouping by ${grouping} needs QUEUE as the first grouping and queues in Filters.`,
      )
    }
  }
  const metrics = askedMetrics(input)
  if (Groupings.includes('AGENT_STATUS') && metrics.some(name => name !== 'AGENTS_ONLINE')) {
    throw invalidRequest('Grouping by AGENT_STATUS is possible for AGENTS_ONLINE only.')
  }
  if (Groupings.includes('ROUTING_PROFILE') && metrics.some(isContactMetric)) {
    if (!Filters.RoutingProfiles?.length) {
      throw invalidRequest('Contacts by ROUTING_PROFILE need routing profiles in Filters.')
    }
  }
  if (metrics.includes('ESTIMATED_WAIT_TIME')) checkEstimate(input)
  const sortedBy = SortCriteria?.[0]?.SortByMetric
  if (sortedBy === 'SLOTS_ACTIVE' || sortedBy === 'SLOTS_AVAILABLE') {
    throw invalidRequest(`Nothing can be sorted by ${sortedBy}.`)
  }
}

/** How long one waits is known of a queue on a channel. */
function checkEstimate({ Filters, Groupings = [] }: Input): void {
  const { Queues = [], Channels = [], RoutingStepExpressions = [] } = Filters
  const isByQueue = Queues.length > 0 && Channels.length > 0 && Groupings.join() === 'QUEUE,CHANNEL'
  const isByExpression =
    Queues.length === 1 &&
    Channels.length === 1 &&
    RoutingStepExpressions.length > 0 &&
    Groupings.join() === 'ROUTING_STEP_EXPRESSION'
  if (isByQueue || isByExpression) return
  throw invalidRequest(
    'ESTIMATED_WAIT_TIME needs queues and channels in Filters and grouping by QUEUE, then CHANNEL; or one queue, one channel and RoutingStepExpressions, and grouping by ROUTING_STEP_EXPRESSION.',
  )
}

const UNITS = {
  AGENTS_ONLINE: 'COUNT',
  AGENTS_AVAILABLE: 'COUNT',
  AGENTS_ON_CALL: 'COUNT',
  AGENTS_NON_PRODUCTIVE: 'COUNT',
  AGENTS_AFTER_CONTACT_WORK: 'COUNT',
  AGENTS_ERROR: 'COUNT',
  AGENTS_STAFFED: 'COUNT',
  AGENTS_ON_CONTACT: 'COUNT',
  CONTACTS_IN_QUEUE: 'COUNT',
  CONTACTS_SCHEDULED: 'COUNT',
  OLDEST_CONTACT_AGE: 'SECONDS',
  ESTIMATED_WAIT_TIME: 'SECONDS',
  SLOTS_ACTIVE: 'COUNT',
  SLOTS_AVAILABLE: 'COUNT',
} as const satisfies Readonly<Record<CurrentMetricName, 'COUNT' | 'SECONDS'>>

export const METRICS = Object.keys(UNITS) as readonly CurrentMetricName[]

export function unitOf(metric: CurrentMetricName): 'COUNT' | 'SECONDS' {
  return UNITS[metric]
}

export function isMetric(name: string): name is CurrentMetricName {
  return Object.hasOwn(UNITS, name)
}
