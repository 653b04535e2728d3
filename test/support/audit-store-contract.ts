// What every store of the audit trail must do.
import { expect, test } from 'vitest'
import type { AuditRow, AuditStore } from '../../src/store/audit-store.ts'

export function auditStoreContract(open: () => Promise<AuditStore>): void {
  const row = (number: number, given: Partial<AuditRow> = {}): AuditRow => ({
    number,
    at: number * 1000,
    eventId: `event-${number}`,
    eventName: 'CreateQueue',
    eventSource: 'connect.amazonaws.com',
    readOnly: false,
    username: 'admin',
    accessKeyId: 'KEY',
    resources: [{ type: 'AWS::Connect::Queue', name: `queue-${number}` }],
    body: '{"text":"Grüße \\" \\\\ 你好"}',
    hash: `hash-${number}`,
    ...given,
  })
  const all = { from: 0, until: 1e15, limit: 100 }

  test('an audit trail keeps rows as they are, once, and knows the last', async () => {
    const store = await open()
    expect(await store.last()).toBeUndefined()
    await store.add([row(1), row(2)])
    await store.add([row(2), row(3)])
    expect(await store.last()).toEqual(row(3))
    expect(await store.read({ after: 1, limit: 1 })).toEqual([row(2)])
    expect((await store.find(all)).map(({ number }) => number)).toEqual([3, 2, 1])
    expect((await store.find({ ...all, before: 3, limit: 1 })).map(each => each.number)).toEqual([
      2,
    ])
    expect(
      (await store.find({ ...all, from: 2000, until: 2999 })).map(each => each.number),
    ).toEqual([2])
  })

  test('an audit trail is looked up by each attribute', async () => {
    const store = await open()
    const { username: _, accessKeyId: __, ...anonymous } = row(2)
    await store.add([
      row(1),
      {
        ...anonymous,
        eventName: 'ListQueues',
        eventSource: 'parley',
        readOnly: true,
        resources: [],
      },
    ])
    const found = async (
      what: NonNullable<Parameters<AuditStore['find']>[0]['where']>['what'],
      is: string,
    ) => (await store.find({ ...all, where: { what, is } })).map(({ number }) => number)
    expect(await found('eventId', 'event-2')).toEqual([2])
    expect(await found('eventName', 'CreateQueue')).toEqual([1])
    expect(await found('eventSource', 'parley')).toEqual([2])
    expect(await found('readOnly', 'true')).toEqual([2])
    expect(await found('username', 'admin')).toEqual([1])
    expect(await found('accessKeyId', 'KEY')).toEqual([1])
    expect(await found('resourceType', 'AWS::Connect::Queue')).toEqual([1])
    expect(await found('resourceName', 'queue-1')).toEqual([1])
    expect(await found('username', "x' or true --")).toEqual([])
  })

  test('an audit trail is written on whatever somebody called something', async () => {
    const store = await open()
    const resources = [{ type: 'AWS::Connect::Queue', name: 'a\0b\ud800' }]
    await store.add([row(1, { resources, body: JSON.stringify({ name: 'a\0b\ud800' }) })])
    expect((await store.last())?.body).toBe('{"name":"a\\u0000b\\ud800"}')
    const named = { what: 'resourceType', is: 'AWS::Connect::Queue' } as const
    expect(await store.find({ ...all, where: named })).toHaveLength(1)
  })

  test('an audit trail drops what is old, and never its last row', async () => {
    const store = await open()
    await store.add([row(1), row(2), row(3)])
    await store.drop(1999)
    expect((await store.find(all)).map(({ number }) => number)).toEqual([3, 2])
    await store.drop(1e15)
    expect((await store.last())?.number).toBe(3)
  })
}
