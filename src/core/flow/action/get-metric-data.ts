import type { JsonObject } from '../../json.ts'
import type { AgentCounts, QueueMetrics } from '../../metrics/queue-metrics.ts'
import type { ActionKind, FlowView, QueueView } from '../action-kind.ts'
import type { Parameters } from '../flow.ts'
import { metricsAskedFor } from './check-metric-data.ts'

const CHANNELS = ['VOICE', 'CHAT', 'TASK', 'EMAIL']

/** Fetches the numbers of a queue, for `$.Metrics`. */
export const getMetricData: ActionKind = {
  type: 'GetMetricData',

  enter({ parameters }, view) {
    const channel = channelOf(parameters, view)
    const metrics = channel === null ? undefined : metricsAskedFor(parameters, view, channel)
    if (!metrics) return { leave: { by: 'error', error: 'NoMatchingError' } }
    const value: JsonObject = {
      Queue: { ...queuePart(queueOf(parameters, view), metrics, channel !== undefined) },
      Agents: agentsPart(metrics.agents),
      Contact: contactPart(view),
    }
    const deed = { do: 'setNamespace', of: 'run', name: 'Metrics', value } as const
    return { leave: { by: 'next' }, deeds: [deed] }
  },
}

/** Null when a channel is named that there is not. */
function channelOf({ QueueChannel }: Parameters, view: FlowView): string | undefined | null {
  const channel = view.text(QueueChannel).toUpperCase()
  if (channel === '') return undefined
  return CHANNELS.includes(channel) ? channel : null
}

/** The queue that has a name: an agent's own has none. */
function queueOf({ QueueId, AgentId }: Parameters, view: FlowView): QueueView | undefined {
  if (AgentId !== undefined && AgentId !== '') return undefined
  const id = view.text(QueueId) || view.targetQueueId
  return id === undefined ? undefined : view.queue(id)
}

function queuePart(
  queue: QueueView | undefined,
  { size, oldestAgeMs, estimatedWaitMs }: QueueMetrics,
  isOneChannel: boolean,
): JsonObject {
  return {
    Name: queue?.name,
    ARN: queue?.arn,
    Size: size,
    // Milliseconds, like the age that CheckMetricData compares.
    OldestContactAge: oldestAgeMs,
    // There is one only for one channel: waits of calls and of chats do not add up.
    ...(isOneChannel && { EstimatedWaitTime: seconds(estimatedWaitMs) }),
  }
}

/** Nothing at all where nobody is at work. */
function agentsPart(agents: AgentCounts): JsonObject | undefined {
  if (agents.online === 0) return undefined
  const of = (Count: number) => ({ Count })
  return {
    Online: of(agents.online),
    Available: of(agents.available),
    Staffed: of(agents.staffed),
    AfterContactWork: of(agents.afterContactWork),
    Busy: of(agents.busy),
    Missed: of(agents.missed),
    NonProductive: of(agents.nonProductive),
  }
}

/** Only while the contact waits in a queue. */
function contactPart({ placeInLine }: FlowView): JsonObject | undefined {
  return (
    placeInLine && {
      PositionInQueue: placeInLine.position,
      EstimatedWaitTime: seconds(placeInLine.estimatedWaitMs),
    }
  )
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1000)
}
