import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

/** Takes a waiting contact out of its queue and puts it at the end of another. */
export const dequeueContactAndTransferToQueue: ActionKind = {
  type: 'DequeueContactAndTransferToQueue',

  enter({ parameters }, view) {
    const { QueueId, AgentId } = parameters
    const agent = AgentId === undefined ? undefined : view.agent(view.text(AgentId))
    const queue = view.queue(agent ? `agent/${agent.id}` : view.text(QueueId))
    if (!queue?.enabled) return failed('NoMatchingError', 'There is no such queue to wait in.')
    if (queue.full) return { leave: { by: 'error', error: 'QueueAtCapacity' } }
    return { end: true, deeds: [{ do: 'enqueue', queueId: queue.id }] }
  },
}
