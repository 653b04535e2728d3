import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { auditStoreContract } from '../../../test/support/audit-store-contract.ts'
import { chatStoreContract } from '../../../test/support/chat-store-contract.ts'
import { embeddedPostgres } from '../../../test/support/embedded-postgres.ts'
import { agentEvent, entry, seqs, storeContract } from '../../../test/support/journal-contract.ts'
import { messagingStoreContract } from '../../../test/support/messaging-store-contract.ts'
import { outboxContract } from '../../../test/support/outbox-contract.ts'
import type { ChatItem } from '../../core/contact/chat.ts'
import { thisProcess } from '../../io/process.ts'
import type { KeptLine } from '../chat-store.ts'
import { Fenced } from '../journal.ts'
import { wholeAgentEvent } from '../kept-agent-event.ts'
import type { Outbox } from '../outbox.ts'
import { openPostgresStore, type PostgresStore } from './postgres-store.ts'
import { migrate, type Tables } from './schema.ts'

const postgres = embeddedPostgres()
const opened: PostgresStore[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map(store => store.close()))
})

async function open(
  instanceId: string,
  more: { patienceMs?: number; ttlMs?: number; outboxMs?: number } = {},
) {
  const fenced: Fenced[] = []
  const store = await openPostgresStore({
    connection: postgres.current().connection,
    instanceId,
    onFenced: error => fenced.push(error),
    ...more,
  })
  opened.push(store)
  return { ...store, fenced }
}

/** As if the owner had been silent for too long. */
async function takeOver(instanceId: string) {
  await sql(`update parley.lease set expires_at = now() - interval '1 s' where instance = $1`, [
    instanceId,
  ])
  return open(instanceId)
}

async function sql(text: string, values: readonly unknown[]) {
  const client = new pg.Client(postgres.current().connection)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows
  } finally {
    await client.end()
  }
}

storeContract('the store in PostgreSQL', () => {
  const instanceId = randomUUID()
  return { open: () => open(instanceId), takeOver: () => takeOver(instanceId) }
})

auditStoreContract(async () => (await open(randomUUID())).audit)

test('a former owner of the instance writes nothing into its audit trail', async () => {
  const instanceId = randomUUID()
  const old = await open(instanceId)
  const next = await takeOver(instanceId)
  await expect(old.audit.add([])).rejects.toThrow(Fenced)
  await expect(next.audit.add([])).resolves.toBeUndefined()
})

/** Each owner of one instance follows the one before. */
function owners() {
  const instanceId = randomUUID()
  let opened = false
  return {
    open: () => {
      const next = opened ? takeOver(instanceId) : open(instanceId)
      opened = true
      return next
    },
  }
}

chatStoreContract('lines of chats in PostgreSQL', owners)
messagingStoreContract('who carries messages, in PostgreSQL', owners)

outboxContract('the outbox in PostgreSQL', () => {
  const instanceId = randomUUID()
  return async () => {
    await Promise.all(opened.splice(0).map(store => store.close()))
    return open(instanceId)
  }
})

test('the journal waits for a reader that is behind, but not for ever', async () => {
  const { journal, outbox } = await open('behind', { outboxMs: 3 })
  await outbox.position('lost')
  for (let seq = 1; seq <= 8; seq++) await journal.append([entry(seq)])
  for (const seq of [6, 7]) await journal.putSnapshot(seq, '{}')
  expect(await outbox.extent()).toEqual({ oldest: 5, newest: 8 })
})

test('a second process is refused while the first one lives', async () => {
  await open('busy', { ttlMs: 150 })
  await expect(open('busy', { patienceMs: 400 })).rejects.toThrow(
    'Instance busy is served by another process.',
  )
})

test('what the last owner wrote is there for the next one, who need not wait', async () => {
  const first = await open('handed over')
  await first.journal.append([entry(1)])
  await first.close()
  const second = await open('handed over', { patienceMs: 0 })
  expect(second.epoch).toBe(first.epoch + 1)
  expect(await seqs(second.journal, 0)).toEqual([1])
})

test('an owner that died on this host is followed at once', async () => {
  const child = spawn('sleep', ['60'])
  const dead = { ...thisProcess(), pid: child.pid ?? 0, began: '1' }
  child.kill('SIGKILL')
  await once(child, 'exit')
  await open('orphan').then(store => store.close())
  await sql(
    `update parley.lease set holder = $2, expires_at = now() + interval '1 hour' where instance = $1`,
    ['orphan', JSON.stringify(dead)],
  )
  const next = await open('orphan', { patienceMs: 0 })
  await next.journal.append([entry(1)])
})

test('an owner that slept too long is told by its renewal that it is one no more', async () => {
  const sleeper = await open('asleep', { ttlMs: 90 })
  await sql(`update parley.lease set epoch = epoch + 1 where instance = $1`, ['asleep'])
  await expect.poll(() => sleeper.fenced.length, { interval: 10 }).toBe(1)
  expect(sleeper.fenced[0]).toBeInstanceOf(Fenced)
})

test('a database given as a URL is as good', async () => {
  const { host } = postgres.current().connection as { host: string }
  const connectionString = `postgresql://parley@localhost/postgres?host=${encodeURIComponent(host)}`
  const store = await openPostgresStore({
    connection: { connectionString },
    instanceId: 'by URL',
    onFenced: () => undefined,
  })
  opened.push(store)
  await store.journal.append([entry(1)])
  expect(await seqs(store.journal, 0)).toEqual([1])
})

test('a database that is not there is told in one sentence', async () => {
  const connection = { connectionString: 'postgresql://me@127.0.0.1:1/parley' }
  const opening = openPostgresStore({ connection, instanceId: 'x', onFenced: () => undefined })
  await expect(opening).rejects.toThrow(
    'The database cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
  )
})

test('a database that a newer version has used is left alone, and it is said why', async () => {
  await open('a')
  const later = `('999-later', '2030-01-01T00:00:00Z')`
  await sql(`insert into parley.kysely_migration (name, timestamp) values ${later}`, [])
  try {
    await expect(open('b')).rejects.toThrow('a newer version of Parley has used it')
  } finally {
    await sql(`delete from parley.kysely_migration where name = '999-later'`, [])
  }
})

test('instances share a database and see nothing of each other', async () => {
  const [one, two] = await Promise.all([open('one'), open('two')])
  await one.journal.append([entry(1)])
  await two.journal.append([entry(1), entry(2)])
  expect(await seqs(one.journal, 0)).toEqual([1])
  expect(await seqs(two.journal, 0)).toEqual([1, 2])
})

test('many pages of the journal are read as one', async () => {
  const { journal } = await open('long')
  for (let seq = 1; seq <= 105; seq++) await journal.append([entry(seq)])
  expect(await seqs(journal, 0)).toHaveLength(105)
})

test('an owner that was stopped in the middle of its work loses nothing it acknowledged, and is fenced when it wakes', async () => {
  const owner = writerProcess('stopped', 200)
  let said = ''
  owner.stdout.on('data', data => {
    said += String(data)
  })
  const acknowledged = () => Number(said.trimEnd().split('\n').at(-1))
  await expect.poll(acknowledged, { interval: 5, timeout: 8000 }).toBeGreaterThan(20)
  owner.kill('SIGSTOP')
  const next = await open('stopped')
  const found = await seqs(next.journal, 0)
  expect(found.length).toBeGreaterThanOrEqual(acknowledged())
  owner.kill('SIGCONT')
  const [code] = (await once(owner, 'exit')) as [number]
  expect(code).toBe(4)
  expect(await seqs(next.journal, 0)).toEqual(found)
  await next.journal.append([entry(found.length + 1)])
}, 15_000)

test('PostgreSQL is killed again and again while we append: nothing acknowledged is lost, nothing is there twice', async () => {
  const { journal, outbox } = await open('killed')
  await outbox.position('reader')
  let seq = 0
  const enough = new AbortController()
  const writer = (async () => {
    while (!enough.signal.aborted) {
      const batch = [1, 2, 3].map(each => entry(seq + each, agentEvent('ana', 'STATE_CHANGE')))
      await journal.append(batch)
      seq += batch.length
    }
  })()
  for (let kill = 0; kill < 3; kill++) {
    const before = seq
    await expect.poll(() => seq, { interval: 5, timeout: 5000 }).toBeGreaterThan(before + 30)
    const { pid, exited } = postgres.current()
    process.kill(pid, 'SIGKILL')
    await exited
    await postgres.restart()
  }
  enough.abort()
  await writer
  const all = Array.from({ length: seq }, (_, index) => index + 1)
  expect(await seqs(journal, 0)).toEqual(all)
  expect(await told(outbox)).toEqual(all)
  // Its connection went as well: who waits listens again.
  await outbox.wait(seq, 1500)
  const heard = outbox.wait(seq, 10_000).then(() => 'heard')
  await outbox.wait(seq, 200)
  await journal.append([entry(seq + 1)])
  expect(await Promise.race([heard, pause(5000, 'not heard')])).toBe('heard')
}, 30_000)

test('connections break while lines of chats are written: each that was acknowledged is there, and none twice', async () => {
  const { chats } = await open('cut')
  const enough = new AbortController()
  let number = 0
  const writer = (async () => {
    while (!enough.signal.aborted) {
      await chats.add({
        lines: Array.from({ length: 300 }, () => chatLine(++number)),
        receipts: [],
      })
    }
  })()
  for (let cut = 0; cut < 10; cut++) {
    const before = number
    await expect.poll(() => number, { interval: 3, timeout: 5000 }).toBeGreaterThan(before + 300)
    await sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like '%copy parley.chat_item%' and pid <> pg_backend_pid()",
      [],
    )
  }
  enough.abort()
  await writer
  const found = await chats.lines('talk', { limit: number + 1 })
  expect(found).toEqual(Array.from({ length: number }, (_, index) => chatLine(index + 1)))
}, 30_000)

/** With what COPY reads as something else unless it is escaped. */
function chatLine(number: number): KeptLine {
  const itemId = `item-${number}`
  const content = `${number}\t\\.\n\\N\r${'x'.repeat(number % 700)}`
  const item: ChatItem = {
    ...{ itemId, at: number, kind: 'MESSAGE', role: 'CUSTOMER', contentType: 'text/plain' },
    content,
  }
  return { number, conversationId: 'talk', contactId: 'talk', item }
}

test('entries that an older version wrote as JSON are read, and new ones after them', async () => {
  const { journal, outbox } = await open('older-rows')
  const event = { type: 'contact.event', event: { contactId: 'c', eventType: 'QUEUED' } }
  const row = (at: number) => JSON.stringify([[at, { type: 'time.passed' }, [event]]])
  const insert = (seq: number, data: Buffer) =>
    sql(`insert into parley.journal values ('older-rows', $1, $1, 1, 5, $2)`, [seq, data])
  await insert(1, Buffer.from(row(5)))
  await insert(2, deflateSync(row(6)))
  await journal.append([entry(3)])
  expect(await seqs(journal, 0)).toEqual([1, 2, 3])
  const told = await outbox.read(0, 2)
  expect(told).toEqual([
    { seq: 1, at: 5, events: [event] },
    { seq: 2, at: 6, events: [event] },
  ])
})

/** A batch as the version before packed it: numbers were words as well. */
const PACKED_BEFORE = [
  'AdEEW1sxNzk1MDAwMDAwMDAwLCJ0aW1lLnBhc3NlZCIsImZhY3QiLCJhZ2VudFN0YXRlIiwiYW5hIiwicyIsIk9mZm',
  'xpbmUiLCJPRkZMSU5FIiwiaWRsZSIsMTc5NDk5OTk5NDk5OS41LCJhZ2VudC5ldmVudCIsIkF2YWlsYWJsZSIsbnVs',
  'bCwiZTEiLCIyMDI2LTExLTE4VDAwOjI2OjQwLjAwMFoiLCJTVEFURV9DSEFOR0UiLCIxODEwOGEzM2FkYjAxMGExMG',
  'ZmZTBmMjMwMzQxNzJiNyIsIkJ1c3kiLCI4YmE1ZjZhMmI0YjFhZmRmN2RmYmUwNzY1ZDhiOWIxMCIsMTc5NTAwMDAw',
  'MDAxMF0sW1sidHlwZSJdLFsidHlwZSIsImZhY3QiXSxbImtpbmQiLCJhZ2VudElkIiwic3RhdHVzSWQiLCJzdGF0dX',
  'NOYW1lIiwic3RhdHVzVHlwZSIsImFjdGl2aXR5IiwiZnJvbSIsInVudGlsIl0sWyJ0eXBlIiwiYWdlbnRJZCIsImJv',
  'ZHkiLCJjb25maWd1cmF0aW9uIiwicHJldmlvdXMiLCJwcmV2aW91c0NvbmZpZ3VyYXRpb24iXSxbIkN1cnJlbnRBZ2',
  'VudFNuYXBzaG90IiwiRXZlbnRJZCIsIkV2ZW50VGltZXN0YW1wIiwiRXZlbnRUeXBlIl0sWyJBZ2VudFN0YXR1cyIs',
  'IkNvbnRhY3RzIiwiTmV4dEFnZW50U3RhdHVzIl0sWyJOYW1lIl0sWyJBZ2VudFN0YXR1cyJdXV0KDgABBAoFCAkMEB',
  'QYHCAkAA0oEBEVGSwCMDQ4PEAdGURIDkwBBAI=',
].join('')

test('entries that the version before packed are read, and new ones after them', async () => {
  const { journal, outbox } = await open('packed-before')
  const kept = (Slots: number) => JSON.stringify({ Version: '1', Configuration: { Slots } })
  await sql(
    `insert into parley.agent_configuration values
       ('packed-before', '18108a33adb010a10ffe0f23034172b7', $1),
       ('packed-before', '8ba5f6a2b4b1afdf7dfbe0765d8b9b10', $2)`,
    [kept(1), kept(0)],
  )
  await sql(`insert into parley.journal values ('packed-before', 1, 2, 1, 5, $1)`, [
    Buffer.from(PACKED_BEFORE, 'base64'),
  ])
  await journal.append([entry(3)])
  expect(await seqs(journal, 0)).toEqual([1, 2, 3])
  const [first] = await outbox.read(0, 3)
  const at = 1_795_000_000_000
  expect(first).toMatchObject({ seq: 1, at })
  const [fact, event] = first?.events ?? []
  expect(fact).toMatchObject({ fact: { statusName: 'Offline', from: at - 5000.5, until: at } })
  expect(event?.type === 'agent.event' && wholeAgentEvent(event)).toEqual({
    EventId: 'e1',
    EventTimestamp: '2026-11-18T00:26:40.000Z',
    EventType: 'STATE_CHANGE',
    Version: '1',
    CurrentAgentSnapshot: {
      AgentStatus: { Name: 'Available' },
      Configuration: { Slots: 1 },
      Contacts: [],
      NextAgentStatus: null,
    },
    PreviousAgentSnapshot: {
      AgentStatus: { Name: 'Busy' },
      Configuration: { Slots: 0 },
      Contacts: [],
      NextAgentStatus: null,
    },
  })
})

test('agent events that an older version wrote are read on, each with the one before', async () => {
  const { journal, outbox } = await open('older')
  await journal.append([entry(1), entry(2), entry(3, agentEvent('ana', 'LOGOUT', 'LOGIN'))])
  const older = (seq: number, name: string) => {
    const body = JSON.stringify({ EventType: name, CurrentAgentSnapshot: { Name: name } })
    return sql(
      `insert into parley.agent_event (instance, seq, at, agent_id, configuration, body)
       values ('older', $1, 5, 'ana', 'key', $2)`,
      [seq, body],
    )
  }
  await sql(
    `insert into parley.agent_configuration values ('older', 'key', '{"Username":"a"}')`,
    [],
  )
  await older(1, 'LOGIN')
  await older(2, 'STATE_CHANGE')
  const events = (await outbox.read(1, 9)).flatMap(({ seq, events: all }) =>
    all.map(event => [seq, event.type === 'agent.event' && wholeAgentEvent(event)]),
  )
  const Configuration = { Username: 'a' }
  expect(events).toEqual([
    [
      2,
      {
        EventType: 'STATE_CHANGE',
        CurrentAgentSnapshot: { Name: 'STATE_CHANGE', Configuration },
        PreviousAgentSnapshot: { Name: 'LOGIN', Configuration },
      },
    ],
    [3, expect.objectContaining({ EventType: 'LOGOUT' })],
  ])
})

/** All numbers that bring something, page by page. */
async function told(outbox: Outbox): Promise<number[]> {
  const found: number[] = []
  for (let after = 0; ; after = found.at(-1) ?? 0) {
    const entries = await outbox.read(after, 100)
    if (entries.length === 0) return found
    found.push(...entries.map(({ seq }) => seq))
  }
}

/** Another process that owns the instance, appends one entry after the other, says each number, and ends with 4 when fenced. */
function writerProcess(instanceId: string, ttlMs: number) {
  const { connection } = postgres.current()
  const code = `
    import { openPostgresStore } from ${JSON.stringify(join(import.meta.dirname, 'postgres-store.ts'))}
    const fenced = () => process.exit(4)
    const { journal } = await openPostgresStore({
      ...${JSON.stringify({ connection, instanceId, ttlMs })}, onFenced: fenced,
    })
    for (let seq = 1; ; seq++) {
      await journal.append([{ seq, at: seq, input: { type: 'time.passed' }, events: [] }]).catch(fenced)
      console.log(seq)
    }`
  const args = ['--import', 'tsx', '--input-type=module', '-e', code]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('chats that an older version wrote are kept, whatever was written in them', async () => {
  await sql('create database older', [])
  const connection = { ...postgres.current().connection, database: 'older' }
  const pool = new pg.Pool(connection)
  await migrate(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), '006-search')
  const item: ChatItem = {
    itemId: 'i1',
    at: 1234,
    kind: 'MESSAGE',
    contentType: 'text/plain',
    content: 'zero \0 half \ud800 "at":5',
    role: 'CUSTOMER',
  }
  await pool.query(
    `insert into parley.chat_item (instance, contact_id, item_id, body) values ('old', 'c1', 'i1', $1)`,
    [JSON.stringify(item)],
  )
  await pool.end()
  const store = await openPostgresStore({ connection, instanceId: 'old', onFenced: () => {} })
  opened.push(store)
  const query = { limit: 10 }
  expect(await store.chats.lines('c1', query)).toEqual([
    { number: 1, conversationId: 'c1', contactId: 'c1', item },
  ])
})
