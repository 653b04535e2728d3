import { storeContract } from '../../../test/support/journal-contract.ts'
import { MemoryDisk, openMemoryStore } from './memory-store.ts'

storeContract('the store in memory', () => {
  const disk = new MemoryDisk()
  const open = async () => openMemoryStore(disk)
  return { open, takeOver: open }
})
