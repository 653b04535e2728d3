import { storeContract } from '../../../test/support/journal-contract.ts'
import { outboxContract } from '../../../test/support/outbox-contract.ts'
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
