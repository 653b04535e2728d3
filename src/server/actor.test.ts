import { expect, test } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { Input } from '../core/input.ts'
import { systemClock } from '../io/clock.ts'
import { MemoryDisk, openMemoryStore } from '../store/memory/memory-store.ts'
import { Actor } from './actor.ts'

const refusedInput: Input = { type: 'contact.stop', contactId: 'none' }
const remembers: Input = { type: 'config.put', kind: 'idempotency', id: 'once', document: {} }

test('a change that is refused is answered, whatever was to be remembered with it', async () => {
  const { centre } = await TestCentre.open()
  const disk = new MemoryDisk()
  const actor = new Actor(centre, {
    clock: systemClock,
    journal: openMemoryStore(disk).journal,
    release: () => {},
    saveOutbox: () => null,
    restoreOutbox: () => {},
    fatal(error) {
      throw error
    },
  })
  expect(await actor.submit(refusedInput, remembers)).toMatchObject({ refused: 'ContactNotFound' })
  expect(centre.view.directory.get('idempotency', 'once')).toBeUndefined()
  expect(disk.entries, 'the refused input is durable').toHaveLength(1)
  expect(await actor.submit(remembers)).toBeUndefined()
  expect(centre.view.directory.get('idempotency', 'once')).toBeDefined()
})
