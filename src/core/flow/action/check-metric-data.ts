import type { Json } from '../../json.ts'
import type { QueueMetrics } from '../../metrics/queue-metrics.ts'
import type { ActionKind, FlowView } from '../action-kind.ts'
import type { Parameters } from '../flow.ts'

/** Branches on one number of a queue: the target queue unless another is named. */
export const checkMetricData: ActionKind = {
  type: 'CheckMetricData',

  enter({ parameters }, view) {
    const metrics = metricsAskedFor(parameters, view)
    const value = metrics && metricOf(metrics, view.text(parameters.MetricType))
    if (value === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'value', value: String(value) } }
  },
}

/** The metrics of the queue or agent that the parameters name; undefined when there is none such. */
export function metricsAskedFor(
  { QueueId, AgentId }: Parameters,
  view: FlowView,
  channel?: string,
): QueueMetrics | undefined {
  const of = channel === undefined ? {} : { channel }
  if (isGiven(AgentId)) {
    const agent = view.agent(view.text(AgentId))
    return agent && view.metrics({ ...of, queueId: `agent/${agent.id}`, agentId: agent.id })
  }
  const queueId = isGiven(QueueId) ? view.queue(view.text(QueueId))?.id : view.targetQueueId
  return queueId === undefined ? undefined : view.metrics({ ...of, queueId })
}

/** Exports write an empty text where nothing was chosen. */
function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== ''
}

function metricOf(metrics: QueueMetrics, metricType: string): number | undefined {
  switch (metricType) {
    case 'NumberOfAgentsAvailable':
      return metrics.agents.available
    case 'NumberOfAgentsStaffed':
      return metrics.agents.staffed
    case 'NumberOfAgentsOnline':
      return metrics.agents.online
    // Whatever its name says, flows compare it with milliseconds.
    case 'OldestContactInQueueAgeSeconds':
      return metrics.oldestAgeMs
    case 'NumberOfContactsInQueue':
      return metrics.size
    default:
      return undefined
  }
}
