import { expect, test } from 'vitest'
import { contactEvent, toldWorld } from '../../test/support/told.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import type { Archive } from './archive.ts'
import { OtherJournal, OutboxFollower } from './outbox-follower.ts'

type Pages = Parameters<Archive['addPages']>[0]

async function inOne(pages: Pages): Promise<readonly OutboxEntry[]> {
  const all: OutboxEntry[] = []
  for await (const entries of pages) all.push(...entries)
  return all
}

test('while nothing can be written down, memory does not grow, however often somebody asks', async () => {
  const { happens, outbox } = toldWorld()
  const disk: { isFull: boolean } = { isFull: true }
  const archive = {
    isOpen: true,
    position: 0,
    writtenPosition: 0,
    writtenAt: undefined,
    tailRows: 0,
    async addPages(pages: Pages) {
      const entries = await inOne(pages)
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

test('the journal of a restored database is known for what it is, also when it has gone on since', async () => {
  const { happens, outbox } = toldWorld()
  await happens(...Array.from({ length: 5 }, () => contactEvent('a')))
  const [third] = await outbox.read(2, 1)
  const writtenAt = third?.at ?? 0
  const begin = (at: number) => {
    const nothing = () => Promise.resolve()
    const written = { isOpen: true, position: 3, writtenPosition: 3, writtenAt: at, tailRows: 0 }
    return new OutboxFollower({
      outbox,
      archive: { ...written, addPages: nothing, flush: nothing, tidy: nothing },
      now: () => 0,
      pause: nothing,
      failed: () => undefined,
    }).begin()
  }
  await begin(writtenAt)
  await expect(begin(writtenAt + 60_000)).rejects.toThrow(OtherJournal)
})

test('for a handful of entries nothing is loaded until somebody asks', async () => {
  const { happens, outbox } = toldWorld()
  await happens(contactEvent('a'), contactEvent('b'))
  const taken: number[] = []
  const nothing = () => Promise.resolve()
  const archive = {
    ...{ isOpen: false, position: 0, writtenPosition: 0, writtenAt: undefined, tailRows: 0 },
    ...{ flush: nothing, tidy: nothing },
    async addPages(pages: Pages) {
      const entries = await inOne(pages)
      if (entries.length > 0) taken.push(entries.length)
      archive.position = entries.at(-1)?.seq ?? archive.position
    },
  }
  let rounds = 0
  const follower: OutboxFollower = new OutboxFollower({
    outbox,
    archive,
    now: () => 0,
    pause: async () => {
      if (++rounds === 5) void follower.stop()
    },
    failed: () => undefined,
  })
  await follower.begin()
  await follower.run()
  expect(taken).toEqual([])
  await follower.catchUp()
  expect(taken).toEqual([2])
})
