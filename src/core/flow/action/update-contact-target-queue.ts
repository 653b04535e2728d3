import type { ActionKind } from '../action-kind.ts'

/** Chooses the queue that `TransferContactToQueue` and others mean. */
export const updateContactTargetQueue: ActionKind = {
  type: 'UpdateContactTargetQueue',

  enter({ parameters }, view) {
    const agent =
      parameters.AgentId === undefined ? undefined : view.agent(view.text(parameters.AgentId))
    // Every agent has a queue of their own, and its id says whose it is.
    const queue = view.queue(agent ? `agent/${agent.id}` : view.text(parameters.QueueId))
    if (!queue) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'next' }, deeds: [{ do: 'setTargetQueue', queueId: queue.id }] }
  },
}
