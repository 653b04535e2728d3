import { expect, test } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { Input } from '../core/input.ts'
import { systemClock } from '../io/clock.ts'
import type { Journal } from '../store/journal.ts'
import { MemoryDisk, openMemoryStore } from '../store/memory/memory-store.ts'
import { Actor, type ActorWorld } from './actor.ts'

const refusedInput: Input = { type: 'contact.stop', contactId: 'none' }
const remembers: Input = { type: 'config.put', kind: 'idempotency', id: 'once', document: {} }

/** An actor of which only what is told here matters. */
function actorOf(centre: TestCentre['centre'], more: Partial<ActorWorld>): Actor {
  return new Actor(centre, {
    clock: systemClock,
    journal: openMemoryStore(new MemoryDisk()).journal,
    release: () => {},
    saveOutbox: () => null,
    restoreOutbox: () => {},
    fatal(error) {
      throw error
    },
    ...more,
  })
}

/** A journal of which some is done otherwise. */
function journalWith(journal: Journal, otherwise: Partial<Journal>): Journal {
  return {
    append: entries => journal.append(entries),
    read: after => journal.read(after),
    latestSnapshot: () => journal.latestSnapshot(),
    putSnapshot: (seq, state) => journal.putSnapshot(seq, state),
    ...otherwise,
  }
}

test('a change that is refused is answered, whatever was to be remembered with it', async () => {
  const { centre } = await TestCentre.open()
  const disk = new MemoryDisk()
  const actor = actorOf(centre, {
    journal: openMemoryStore(disk).journal,
  })
  expect(await actor.submit(refusedInput, remembers)).toMatchObject({ refused: 'ContactNotFound' })
  expect(centre.view.directory.get('idempotency', 'once')).toBeUndefined()
  expect(disk.entries, 'the refused input is durable').toHaveLength(1)
  expect(await actor.submit(remembers)).toBeUndefined()
  expect(centre.view.directory.get('idempotency', 'once')).toBeDefined()
})

test('a centre that throws is the end of the process, and nothing half done is kept', async () => {
  const { centre } = await TestCentre.open()
  const disk = new MemoryDisk()
  const fatal: Error[] = []
  const actor = actorOf(centre, {
    journal: openMemoryStore(disk).journal,
    fatal: error => fatal.push(error),
  })
  centre.handle = () => {
    throw new Error('a mistake of ours')
  }
  expect(() => actor.submit(remembers)).toThrow('a mistake of ours')
  await actor.durable()
  expect(fatal.map(({ message }) => message)).toEqual(['a mistake of ours'])
  expect(disk.entries).toEqual([])
})

test('an input that cannot be written down is not tried for ever', async () => {
  const { centre } = await TestCentre.open()
  const fatal: Error[] = []
  const { journal } = openMemoryStore(new MemoryDisk())
  const actor = actorOf(centre, {
    journal: journalWith(journal, {
      append: async () => {
        throw new RangeError('Maximum call stack size exceeded')
      },
    }),
    fatal: error => fatal.push(error),
  })
  void actor.submit(remembers)
  await actor.durable()
  expect(fatal).toHaveLength(1)
})

test('a contact that has just ended is among what is being written until the store has it', async () => {
  const { centre } = await TestCentre.open()
  const { journal, contacts } = openMemoryStore(new MemoryDisk())
  let write = () => {}
  const mayWrite = new Promise<void>(resolve => {
    write = resolve
  })
  const actor = actorOf(centre, {
    journal: journalWith(journal, {
      append: entries => mayWrite.then(() => journal.append(entries)),
    }),
  })
  const flowId = centre.view.defaultFlow('CUSTOMER_QUEUE') ?? ''
  await Promise.resolve()
  void actor.submit(
    {
      type: 'task.started',
      contactId: 'one',
      name: 'Call back',
      flowId,
      scheduledAt: Date.now() + 60_000,
    },
    { type: 'contact.stop', contactId: 'one' },
  )
  expect(centre.view.contact('one')).toBeUndefined()
  expect(actor.unwrittenRecord('one')).toMatchObject({ contactId: 'one', final: true })
  await new Promise(resolve => setImmediate(resolve))
  expect(actor.unwrittenRecord('one'), 'while the batch is written').toBeDefined()
  write()
  await actor.durable()
  expect(actor.unwrittenRecord('one')).toBeUndefined()
  expect(await contacts.get('one')).toMatchObject({ final: true })
})

test('who waits for what is there does not wait for what comes after it', async () => {
  const { centre } = await TestCentre.open()
  const { journal } = openMemoryStore(new MemoryDisk())
  let appends = 0
  const actor = actorOf(centre, {
    journal: journalWith(journal, {
      append: async entries => {
        appends++
        // A busy centre: there is more whenever something has been written.
        if (appends < 100) void actor.submit({ type: 'time.passed' })
        await journal.append(entries)
      },
    }),
  })
  void actor.submit({ type: 'time.passed' })
  await actor.durable()
  expect(appends).toBeLessThan(5)
  await actor.stop()
  expect(appends).toBe(100)
})

test('nobody waits for the state to be saved, but the end of the process does', async () => {
  const { centre } = await TestCentre.open()
  const disk = new MemoryDisk()
  const { journal } = openMemoryStore(disk)
  let save = () => {}
  const maySave = new Promise<void>(resolve => {
    save = resolve
  })
  const actor = actorOf(centre, {
    journal: journalWith(journal, {
      putSnapshot: (seq, state) => maySave.then(() => journal.putSnapshot(seq, state)),
    }),
  })
  await actor.submit(...Array.from({ length: 20_000 }, () => remembers))
  await actor.submit(remembers)
  expect(disk.snapshots, 'the state is still on its way').toEqual([])
  let stopped = false
  const stopping = actor.stop().then(() => {
    stopped = true
  })
  await new Promise(resolve => setImmediate(resolve))
  expect(stopped).toBe(false)
  save()
  await stopping
  expect(disk.snapshots.map(({ seq }) => seq)).toEqual([20_000, 20_001])
})

test('a centre that is never without work saves its state all the same, as of a moment when all was written', async () => {
  const { centre } = await TestCentre.open()
  const disk = new MemoryDisk()
  const { journal } = openMemoryStore(disk)
  let left = 120
  const actor = new Actor(centre, {
    clock: systemClock,
    spacing: { perSecond: 1e9, maxMs: 0 },
    journal: {
      async append(entries) {
        // There is always more waiting when a batch has been written.
        if (--left > 0) for (let n = 0; n < 500; n++) void actor.submit({ type: 'time.passed' })
        await journal.append(entries)
      },
      read: after => journal.read(after),
      latestSnapshot: () => journal.latestSnapshot(),
      putSnapshot: (seq, state) => journal.putSnapshot(seq, state),
    },
    release: () => {},
    saveOutbox: () => null,
    restoreOutbox: () => {},
    fatal(error) {
      throw error
    },
  })
  await actor.submit({ type: 'time.passed' })
  await actor.stop()
  // The last one is that of the end.
  disk.snapshots.pop()
  const { seq = 0 } = disk.snapshots.at(-1) ?? {}
  expect(seq).toBeGreaterThanOrEqual(20_000)

  const next = await TestCentre.open()
  const again = new Actor(next.centre, {
    clock: systemClock,
    journal: openMemoryStore(disk).journal,
    release: () => {},
    saveOutbox: () => null,
    restoreOutbox: () => {},
    fatal(error) {
      throw error
    },
  })
  expect(await again.recover()).toBe(actor.seq - seq)
  expect(next.centre.save()).toEqual(centre.save())
})
