import { messagingStoreContract } from '../../../test/support/messaging-store-contract.ts'
import { MemoryMessagingStore } from './memory-messaging-store.ts'

messagingStoreContract('who carries messages, in memory', () => {
  const messaging = new MemoryMessagingStore()
  return { open: async () => ({ messaging }) }
})
