import { expect, test } from 'vitest'
import { contactEvent, toldWorld } from '../../test/support/told.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { OutboxFollower } from './outbox-follower.ts'

test('while nothing can be written down, memory does not grow, however often somebody asks', async () => {
  const { happens, outbox } = toldWorld()
  const disk: { isFull: boolean } = { isFull: true }
  const archive = {
    position: 0,
    writtenPosition: 0,
    tailRows: 0,
    async add(entries: readonly OutboxEntry[]) {
      archive.position = entries.at(-1)?.seq ?? archive.position
      archive.tailRows += entries.length
    },
    async flush() {
      if (disk.isFull) throw new Error('ENOSPC: no space left on device')
      archive.writtenPosition = archive.position
      archive.tailRows = 0
    },
    async tidy() {},
  }
  const follower = new OutboxFollower({
    outbox,
    archive,
    now: () => 0,
    pause: () => Promise.resolve(),
    flushAfterRows: 10,
    failed: () => undefined,
  })
  await follower.begin()
  for (let round = 0; round < 20; round++) {
    await happens(...Array.from({ length: 5 }, () => contactEvent('a')))
    await follower.catchUp().catch(() => undefined) // told to who asked
  }
  expect(archive.tailRows).toBe(10)
  disk.isFull = false
  await follower.catchUp()
  expect(archive.position).toBe(100)
  expect(archive.writtenPosition).toBeGreaterThan(0)
})
