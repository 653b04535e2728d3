import { beforeEach, expect, test } from 'vitest'
import type { AuditRow } from '../../store/audit-store.ts'
import { Fenced } from '../../store/journal.ts'
import { MemoryAuditStore } from '../../store/memory/memory-audit-store.ts'
import { AuditTrail, verifyTrail } from './audit-trail.ts'

const key = new Uint8Array([1, 2, 3])
let store: MemoryAuditStore
let fatal: Error[]

beforeEach(() => {
  store = new MemoryAuditStore()
  fatal = []
})

function trailOf(given = store): AuditTrail {
  return new AuditTrail({
    store: given,
    key,
    pause: async () => {},
    fatal: error => fatal.push(error),
  })
}

function event(eventName: string, readOnly = false) {
  return {
    at: 1000,
    eventId: `id of ${eventName}`,
    eventName,
    eventSource: 'connect.amazonaws.com',
    readOnly,
    resources: [],
    record: { eventName },
  }
}

const names = async () => (await store.read({ after: 0, limit: 100 })).map(row => row.eventName)

test('what changes something is kept before it is answered, in the order it came', async () => {
  const trail = trailOf()
  await Promise.all([trail.add(event('CreateQueue')), trail.add(event('DeleteQueue'))])
  expect(await names()).toEqual(['CreateQueue', 'DeleteQueue'])
})

test('it goes on after a restart, and the chain holds', async () => {
  await trailOf().add(event('CreateQueue'))
  const next = trailOf()
  await next.open()
  await next.add(event('DeleteQueue'))
  expect(await verifyTrail(store, key)).toMatchObject({ records: 2, last: { number: 2 } })
})

test.each([
  [
    'changed',
    (rows: AuditRow[]) => rows.map((row, at) => (at === 1 ? { ...row, body: '{}' } : row)),
  ],
  ['left out', (rows: AuditRow[]) => rows.filter((_, at) => at !== 1)],
  ['put elsewhere', ([a, b, c]: AuditRow[]) => [a, c, b].filter(row => row !== undefined)],
  [
    'made up by somebody without the key',
    (rows: AuditRow[]) =>
      rows.map((row, at) => (at === 1 ? { ...row, hash: 'f'.repeat(64) } : row)),
  ],
])('a record that was %s is found', async (_, tamper) => {
  const trail = trailOf()
  for (const name of ['CreateQueue', 'DeleteUser', 'CreateUser']) await trail.add(event(name))
  const rows = tamper([...(await store.read({ after: 0, limit: 10 }))])
  const read = async ({ after }: { readonly after: number }) =>
    rows.slice(after === 0 ? 0 : rows.findIndex(({ number }) => number === after) + 1)
  expect(
    (await verifyTrail(Object.assign(new MemoryAuditStore(), { read }), key)).brokenAt,
  ).toEqual(expect.any(Number))
})

test('old records are dropped from the front, and the rest still holds', async () => {
  const trail = trailOf()
  await trail.add({ ...event('CreateQueue'), at: 1 })
  await trail.add({ ...event('DeleteQueue'), at: 5 })
  await trail.add({ ...event('CreateUser'), at: 9 })
  await store.drop(4)
  expect(await verifyTrail(store, key)).toMatchObject({ records: 2, last: { number: 3 } })
})

test('a database that is away for a while loses nothing, and doubles nothing', async () => {
  let failures = 3
  const add = async (rows: readonly AuditRow[]) => {
    if (failures-- > 0) throw new Error('away')
    await MemoryAuditStore.prototype.add.call(store, rows)
  }
  const trail = trailOf(Object.assign(Object.create(store), { add }))
  await trail.add(event('CreateQueue'))
  expect(await names()).toEqual(['CreateQueue'])
})

test('what only reads is not waited for, and is written all the same when the centre ends', async () => {
  let letGo = () => {}
  const held = new Promise<void>(resolve => {
    letGo = resolve
  })
  const add = async (rows: readonly AuditRow[]) => {
    await held
    await MemoryAuditStore.prototype.add.call(store, rows)
  }
  const trail = trailOf(Object.assign(Object.create(store), { add }))
  await trail.add(event('DescribeQueue', true))
  expect(await names()).toEqual([])
  letGo()
  await trail.close()
  expect(await names()).toEqual(['DescribeQueue'])
})

test('a former owner writes nothing and ends', async () => {
  const add = async () => {
    throw new Fenced('instance', 1)
  }
  const trail = trailOf(Object.assign(Object.create(store), { add }))
  await trail.add(event('DescribeQueue', true))
  await trail.close()
  expect(fatal).toHaveLength(1)
})

test('what only reads is gathered, and written at once when somebody changes something or looks', async () => {
  const batches: string[][] = []
  const add = async (rows: readonly AuditRow[]) => {
    batches.push(rows.map(row => row.eventName))
    await MemoryAuditStore.prototype.add.call(store, rows)
  }
  const trail = new AuditTrail({
    store: Object.assign(new MemoryAuditStore(), { add }),
    key,
    // Nobody's patience ends by itself.
    pause: () => new Promise(() => {}),
    fatal: error => fatal.push(error),
  })
  for (const name of ['ListQueues', 'DescribeQueue']) await trail.add(event(name, true))
  expect(batches).toEqual([])
  await trail.add(event('CreateQueue'))
  expect(batches).toEqual([['ListQueues', 'DescribeQueue', 'CreateQueue']])
  await trail.add(event('ListUsers', true))
  await trail.written()
  expect(batches[1]).toEqual(['ListUsers'])
  await trail.add(event('ListPrompts', true))
  await trail.close()
  expect(await names()).toHaveLength(5)
})
