import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import { contact, recordOf } from '../../test/support/journal-contract.ts'
import { contactEvent, KeepingSink, toldWorld } from '../../test/support/told.ts'
import { Blocked, Refused, Unavailable } from './sink.ts'
import type { SinkRunner } from './sink-runner.ts'

const running: SinkRunner[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(runner => runner.stop()))
})

function begin(runner: SinkRunner): SinkRunner {
  running.push(runner)
  runner.start()
  return runner
}

test('a sink is told everything in order, what was there before it and what comes after', async () => {
  const world = toldWorld()
  await world.happens(contactEvent('a'), contactEvent('b'))
  const sink = new KeepingSink()
  begin(world.runner(sink))
  await expect.poll(() => sink.keys).toBe('ab')
  await world.happens(contactEvent('a'), recordOf(contact('c', {})))
  await expect.poll(() => sink.keys).toBe('abac')
  expect(JSON.parse(sink.told[3]?.body ?? '')).toEqual({ ContactId: 'c' })
})

test('a sink hears only of the kinds it asked for, and of nothing before its time', async () => {
  const world = toldWorld()
  await world.happens(contactEvent('a'), recordOf(contact('early', {})), contactEvent('b'))
  await world.happens(recordOf(contact('late', {})))
  const sink = new KeepingSink()
  begin(world.runner(sink, { kinds: ['contact-record'], since: 1003 }))
  await expect.poll(() => sink.keys).toBe('late')
})

test('a receiver that is away hears of everything when it is back, once and in order, and is asked less and less', async () => {
  const world = toldWorld()
  const receiver: { isAway: boolean } = { isAway: true }
  let failed = 0
  const sink = new KeepingSink(deliveries => {
    if (!receiver.isAway) return
    failed++
    throw new Unavailable('connect ECONNREFUSED', deliveries)
  })
  const runner = begin(world.runner(sink))
  await world.happens(contactEvent('a'))
  await expect.poll(() => failed).toBeGreaterThan(10)
  expect(runner.status).toMatchObject({ delivered: 0, lastError: 'connect ECONNREFUSED' })
  await world.happens(contactEvent('b'), contactEvent('a'))
  receiver.isAway = false
  await expect.poll(() => sink.keys).toBe('aba')
  expect(world.pauses.slice(0, 4)).toEqual([250, 500, 1000, 2000])
  expect(Math.max(...world.pauses)).toBe(60_000)
  expect(runner.status.lastError).toBeUndefined()
})

test('a receiver that does not let us in is said to need somebody, is asked seldom, and hears of everything in the end', async () => {
  const world = toldWorld()
  const receiver: { isClosed: boolean } = { isClosed: true }
  const sink = new KeepingSink(deliveries => {
    if (receiver.isClosed) throw new Blocked('The receiver answered 401', deliveries)
  })
  const runner = begin(world.runner(sink))
  await world.happens(contactEvent('a'))
  await expect.poll(() => runner.status.blockedSince).toBeDefined()
  expect(runner.status).toMatchObject({ setAside: 0, lastError: 'The receiver answered 401' })
  await expect.poll(() => Math.max(...world.pauses)).toBe(180_000)
  receiver.isClosed = false
  await expect.poll(() => sink.keys).toBe('a')
  expect(runner.status).toMatchObject({ delivered: 1 })
  expect(runner.status.blockedSince).toBeUndefined()
})

test('what was told of half a batch is not told again when the other half is', async () => {
  const world = toldWorld()
  let isFirst = true
  const sink = new KeepingSink(deliveries => {
    if (!isFirst) return
    isFirst = false
    sink.told.push(...deliveries.slice(0, 1))
    throw new Unavailable('throughput exceeded', deliveries.slice(1))
  })
  await world.happens(contactEvent('a'), contactEvent('b'), contactEvent('c'))
  const runner = begin(world.runner(sink))
  await expect.poll(() => sink.keys).toBe('abc')
  expect(runner.status.delivered).toBe(3)
})

test('an entry that is refused for ever is set aside, and those around it arrive', async () => {
  const world = toldWorld()
  let tries = 0
  const sink = new KeepingSink(deliveries => {
    if (!deliveries.some(({ key }) => key === 'x')) return
    if (deliveries.length === 1) tries++
    throw new Refused('answered 400', deliveries, 3)
  })
  await world.happens(...['a', 'b', 'x', 'c', 'd'].map(key => contactEvent(key)))
  const runner = begin(world.runner(sink))
  await expect.poll(() => sink.keys).toBe('abcd')
  expect(tries).toBe(3)
  expect(world.refused).toMatchObject([{ delivery: { key: 'x' }, reason: 'answered 400' }])
  expect(runner.status).toMatchObject({ delivered: 4, setAside: 1 })
})

test('killed between telling and noting its position, it tells again what it told last, and loses nothing', async () => {
  const world = toldWorld()
  await world.happens(contactEvent('a'), contactEvent('b'))
  const sink = new KeepingSink()
  const forgetful = {
    ...world.outbox,
    position: (reader: string) => world.outbox.position(reader),
    positions: () => world.outbox.positions(),
    read: (after: number, limit: number) => world.outbox.read(after, limit),
    wait: (after: number, ms: number) => world.outbox.wait(after, ms),
    extent: () => world.outbox.extent(),
    forget: (reader: string) => world.outbox.forget(reader),
    passed: () => new Promise<void>(() => undefined),
  }
  world.runner(sink, { outbox: forgetful }).start() // never ends: its process is gone
  await expect.poll(() => sink.keys).toBe('ab')
  await world.happens(contactEvent('c'))
  begin(world.runner(sink))
  await expect.poll(() => sink.keys).toBe('ababc')
  expect(sink.told[0]?.id).toBe(sink.told[2]?.id)
})

test('a sink that was stopped goes on where it was', async () => {
  const world = toldWorld()
  await world.happens(contactEvent('a'))
  const first = new KeepingSink()
  const runner = begin(world.runner(first))
  await expect.poll(() => first.keys).toBe('a')
  await runner.stop()
  await world.happens(contactEvent('b'))
  const second = new KeepingSink()
  begin(world.runner(second))
  await expect.poll(() => second.keys).toBe('b')
})

test('a sink that hangs holds up nobody else, and is let go of at once', async () => {
  const world = toldWorld()
  const forEver = new KeepingSink(() => new Promise(() => undefined))
  const hanging = begin(world.runner(forEver, { reader: 'hanging' }))
  const sink = new KeepingSink()
  begin(world.runner(sink, { reader: 'other' }))
  await world.happens(contactEvent('a'))
  await expect.poll(() => sink.keys).toBe('a')
  expect(hanging.status.delivered).toBe(0)
  await hanging.stop()
})

test('a sink that comes too late is told how much it has missed', async () => {
  const world = toldWorld()
  await world.outbox.position('test')
  await world.happens(...'abcdef'.split('').map(key => contactEvent(key)))
  await world.outbox.forget('test')
  for (const seq of [4, 5]) await world.journal.putSnapshot(seq, '{}')
  const sink = new KeepingSink()
  const outbox = Object.assign(Object.create(world.outbox) as typeof world.outbox, {
    position: async () => 1,
    passed: async () => undefined,
    read: (after: number, limit: number) => world.outbox.read(after, limit),
    wait: (after: number, ms: number) => world.outbox.wait(after, ms),
    extent: () => world.outbox.extent(),
  })
  const runner = begin(world.runner(sink, { outbox }))
  await expect.poll(() => sink.keys).toBe('ef')
  expect(runner.status.missed).toBe(3)
})

test('what has been told is not kept in memory, however long a sink runs', async () => {
  const world = toldWorld()
  const read: WeakRef<object>[] = []
  const outbox = Object.assign(Object.create(world.outbox) as typeof world.outbox, {
    position: (reader: string) => world.outbox.position(reader),
    passed: (reader: string, seq: number) => world.outbox.passed(reader, seq),
    wait: (after: number, ms: number) => world.outbox.wait(after, ms),
    extent: () => world.outbox.extent(),
    read: async (after: number, limit: number) => {
      const entries = await world.outbox.read(after, limit)
      read.push(new WeakRef(entries))
      return entries
    },
  })
  let told = 0
  const sink = {
    deliver: async (deliveries: readonly object[]) => {
      told += deliveries.length
    },
    close: async () => undefined,
  }
  begin(world.runner(sink, { outbox }))
  for (let count = 1; count <= 5; count++) {
    await world.happens(contactEvent('a'))
    await expect.poll(() => told).toBe(count)
  }
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  await expect
    .poll(() => {
      collect()
      return read.filter(each => each.deref() !== undefined).length
    })
    .toBeLessThan(4)
})
