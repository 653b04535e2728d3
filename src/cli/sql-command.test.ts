import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { abandonedStays } from '../../test/support/history-entries.ts'
import { ANALYTICS_SOCKET, AnalyticsClient } from '../analytics/analytics-client.ts'
import type { FromAnalytics, ToAnalytics } from '../analytics/analytics-message.ts'
import { serveAnalytics } from '../analytics/analytics-service.ts'
import { type Archive, openArchive } from '../analytics/archive.ts'
import { SqlSandbox } from '../analytics/sql-sandbox.ts'
import type { Fact } from '../core/metrics/fact.ts'
import { listenForLines } from '../io/line-socket.ts'
import { runSqlCommand } from './sql-command.ts'
import { csvOf, jsonOf } from './sql-output.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')
const data = mkdtempSync(join(tmpdir(), 'parley-sql-'))
const socket = join(data, 'run', ANALYTICS_SOCKET)
let archive: Archive
let server: { close(): void }

beforeAll(async () => {
  mkdirSync(join(data, 'run'))
  const folder = join(data, 'analytics')
  archive = await openArchive({
    folder,
    now: () => NOON,
    threads: 1,
    memoryMb: 200,
    longestQueryMs: 60_000,
  })
  const sandbox = new SqlSandbox({
    folder,
    workerFile: join(import.meta.dirname, '../server/sql-worker.ts'),
    workerFlags: ['--import', 'tsx'],
    memoryMb: 200,
    threads: 1,
    atOnce: 1,
    waitingMax: 5,
    snapshot: () => archive.snapshot(),
  })
  const follower = {
    // As if it had just become durable.
    catchUp: () => archive.add(abandonedStays(1, 3, NOON)),
  }
  const failed = (sentence: string, error: unknown) => console.error(sentence, error)
  server = await listenForLines<FromAnalytics, ToAnalytics>(socket, each =>
    serveAnalytics({ archive, follower, sandbox, failed }, each),
  )
})

afterAll(async () => {
  server.close()
  await archive.close()
  rmSync(data, { recursive: true })
})

const sql = (...args: readonly string[]) => heard(runSqlCommand, [...args, '--data', data])

test('a query is answered as a table', async () => {
  const query = `select contact_id, left_at, left_at_ms - enqueued_at_ms as waited
    from queue_stays order by 1 limit 2`
  expect(await sql(query)).toEqual({
    code: 0,
    err: '',
    out: `contact_id  left_at                   waited
----------  ------------------------  ------
c1          2026-11-21T12:00:00.000Z   12345
c2          2026-11-21T12:00:00.000Z   12345
`,
  })
})

test('CSV keeps quotes, commas and nothing apart, JSON has an object for each row', () => {
  const answer = {
    columns: [
      { name: 'words', type: 'VARCHAR' },
      { name: 'nothing', type: 'INTEGER' },
    ],
    rows: [['a "b", c', null]],
    isCut: false,
  }
  expect(csvOf(answer)).toBe('words,nothing\r\n"a ""b"", c",\r\n')
  expect(JSON.parse(jsonOf(answer))).toEqual([{ words: 'a "b", c', nothing: null }])
})

test('rows beyond the limit are left out, and it is said so', async () => {
  const { code, err } = await sql('from queue_stays', '--rows', '2')
  expect([code, err]).toEqual([0, 'There are more rows than the 2 shown: see --rows.\n'])
})

test.each([
  ['a query that is wrong', ['selec 1'], 1, 'syntax error at or near "selec".'],
  ['no query', [], 2, 'Give one query, in quotes'],
  ['two', ['select 1', 'select 2'], 2, 'Give one query, in quotes'],
  ['an odd limit', ['select 1', '--rows', 'many'], 2, '--rows must be a whole number'],
])('%s is told in one sentence', async (_, args, code, sentence) => {
  const outcome = await sql(...args)
  expect([outcome.code, outcome.out]).toEqual([code, ''])
  expect(outcome.err).toContain(sentence)
})

test('where no centre runs, it is said how to start it, and nothing is made there', async () => {
  const elsewhere = join(data, 'elsewhere')
  const { code, err } = await heard(runSqlCommand, ['select 1', '--data', elsewhere])
  expect([code, err]).toEqual([2, expect.stringContaining('start it with npm start')])
  expect(existsSync(elsewhere)).toBe(false)
})

test('the centre counts facts and reads them back as they were', async () => {
  const client = new AnalyticsClient(socket)
  const wait = { minus: ['leftAt', 'enqueuedAt'] } as const
  const counted = await client.count({
    of: 'queueStay',
    at: 'leftAt',
    borders: [NOON - 1, NOON + 1],
    groupBy: ['queueId'],
    where: [],
    measures: [{ by: 'sum', value: wait, where: [] }],
  })
  expect(counted).toEqual([{ interval: 0, group: ['sales'], values: [3 * 12_345] }])
  const facts: Fact[] = []
  for await (const fact of client.facts('queueStay', NOON, NOON + 1)) facts.push(fact)
  const told = abandonedStays(1, 3, NOON).flatMap(({ events }) => events)
  expect(facts.map(fact => ({ type: 'fact', fact }))).toEqual(told)
  client.close()
})
