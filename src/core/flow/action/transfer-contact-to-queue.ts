import type { ActionKind } from '../action-kind.ts'

/** Puts the contact into its target queue; the queue flow goes on from here. */
export const transferContactToQueue: ActionKind = {
  type: 'TransferContactToQueue',

  enter(_, view) {
    const queue = view.targetQueueId === undefined ? undefined : view.queue(view.targetQueueId)
    if (!queue?.enabled) return { leave: { by: 'error', error: 'NoMatchingError' } }
    if (queue.full) return { leave: { by: 'error', error: 'QueueAtCapacity' } }
    return { end: true, deeds: [{ do: 'enqueue', queueId: queue.id }] }
  },
}
