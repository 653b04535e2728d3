import { auditStoreContract } from '../../../test/support/audit-store-contract.ts'
import { chatStoreContract } from '../../../test/support/chat-store-contract.ts'
import { storeContract } from '../../../test/support/journal-contract.ts'
import { outboxContract } from '../../../test/support/outbox-contract.ts'
import { MemoryAuditStore } from './memory-audit-store.ts'
import { MemoryDisk, openMemoryStore } from './memory-store.ts'

storeContract('the store in memory', () => {
  const disk = new MemoryDisk()
  const open = async () => openMemoryStore(disk)
  return { open, takeOver: open }
})

outboxContract('the outbox in memory', () => {
  const disk = new MemoryDisk()
  return async () => openMemoryStore(disk)
})

chatStoreContract('lines of chats in memory', () => {
  const disk = new MemoryDisk()
  return { open: async () => openMemoryStore(disk) }
})

auditStoreContract(async () => new MemoryAuditStore())
