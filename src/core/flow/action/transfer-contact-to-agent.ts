import type { ActionKind } from '../action-kind.ts'

const OWN_QUEUE = 'agent/'

/**
 * Gives the contact to the agent whose queue was chosen before, whose after-contact work that ends.
 * It has no branches: when there is no such agent, or one with somebody else, the contact ends.
 */
export const transferContactToAgent: ActionKind = {
  type: 'TransferContactToAgent',

  enter(_, { channel, targetQueueId = '' }) {
    if (channel !== 'VOICE' || !targetQueueId.startsWith(OWN_QUEUE)) {
      return { end: true, deeds: [{ do: 'disconnect' }] }
    }
    const agentId = targetQueueId.slice(OWN_QUEUE.length)
    return { end: true, deeds: [{ do: 'transferToAgent', agentId }] }
  },
}
