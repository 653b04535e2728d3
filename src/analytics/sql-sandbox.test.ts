import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abandonedStays } from '../../test/support/history-entries.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { type Archive, openArchive } from './archive.ts'
import { runSql } from './run-sql.ts'
import type { SqlAnswer, SqlRefusal } from './sql-message.ts'
import { SqlSandbox } from './sql-sandbox.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'parley-sql-'))
const outside = `${folder}-outside.csv`
let archive: Archive

beforeAll(async () => {
  archive = await openArchive({
    folder,
    now: () => NOON,
    threads: 1,
    memoryMb: 200,
    longestQueryMs: 60_000,
  })
  // Half of it in files, half in memory.
  await archive.add(abandonedStays(1, 50, NOON))
  await archive.flush()
  await archive.add(abandonedStays(51, 100, NOON))
  writeFileSync(outside, 'secret\n1\n')
})

afterAll(async () => {
  await archive.close()
  for (const path of [folder, outside]) rmSync(path, { recursive: true })
})

function sandbox(atOnce = 2, waitingMax = 10): SqlSandbox {
  return new SqlSandbox({
    folder,
    workerFile: join(import.meta.dirname, '../server/sql-worker.ts'),
    workerFlags: ['--import', 'tsx'],
    memoryMb: 200,
    threads: 1,
    atOnce,
    waitingMax,
    snapshot: () => archive.snapshot(),
  })
}

const forEver = new AbortController().signal

/** As the process of a query does, without the process. */
async function ask(
  sql: string,
  rowsMax = 1000,
  charactersMax = 100_000,
): Promise<SqlAnswer | SqlRefusal> {
  const { files, release } = await archive.snapshot()
  try {
    return await runSql({
      sql,
      files,
      folder,
      temporaryFolder: join(folder, 'work', 'test'),
      memoryMb: 200,
      threads: 1,
      rowsMax,
      charactersMax,
    })
  } finally {
    await release()
  }
}

test('a query may fill a fifth of the free disk at most: the journal of calls is on it too', async () => {
  const asked = await ask("select current_setting('max_temp_directory_size')")
  const said = 'rows' in asked ? String(asked.rows[0]?.[0]) : ''
  const [amount, unit] = said.split(' ')
  const { bavail, bsize } = statfsSync(folder)
  expect(['KiB', 'MiB', 'GiB']).toContain(unit)
  const bytes = Number(amount) * 1024 ** (['KiB', 'MiB', 'GiB'].indexOf(unit ?? '') + 1)
  expect(bytes).toBeLessThan(0.21 * bavail * bsize)
})

test('a query sees what is in files and what is only in memory', async () => {
  expect(await ask('select count(*) as n, min(enqueued_at) as first from queue_stays')).toEqual({
    columns: [
      { name: 'n', type: 'BIGINT' },
      { name: 'first', type: 'TIMESTAMP WITH TIME ZONE' },
    ],
    rows: [[100, '2026-11-21T11:59:47.655Z']],
    isCut: false,
  })
  expect(await ask('select max(left_at_ms - enqueued_at_ms) from queue_stays')).toMatchObject({
    rows: [[12_345]],
  })
})

test('every table can be asked, also when nothing is in it yet', async () => {
  const tables = await ask('show tables')
  const names = 'rows' in tables ? tables.rows.map(([name]) => name) : []
  expect(names).toHaveLength(9)
  for (const name of names) {
    expect(await ask(`select count(*) from ${name} where dt > date '2000-01-01'`)).toMatchObject({
      rows: [[name === 'queue_stays' ? 100 : 0]],
    })
  }
})

test('values that JSON has no word for are text, and large numbers stay exact', async () => {
  expect(
    await ask(`select 9007199254740993, 1.5::decimal(9,2), 'infinity'::double, [1, 2],
      {'a': date '2026-11-21'}, null, interval 90 minute::varchar, true`),
  ).toMatchObject({
    rows: [
      ['9007199254740993', 1.5, 'Infinity', [1, 2], { a: '2026-11-21' }, null, '01:30:00', true],
    ],
  })
})

test('rows beyond the limit are left out, and it is said so', async () => {
  expect(await ask('from queue_stays', 10)).toMatchObject({ isCut: true })
  const all = await ask('from queue_stays', 100)
  expect('rows' in all && all.rows.length).toBe(100)
  expect(all).toMatchObject({ isCut: false })
  const long = await ask(`select repeat('x', 60000) from range(3)`)
  expect(long).toMatchObject({ isCut: true, rows: [[expect.any(String)]] })
})

test('a row too long to be passed on is refused, so that nobody else loses the answer', async () => {
  const one = await ask(`select repeat('x', 5000000) as a`, 1, 16_000_000)
  expect(one).toMatchObject({ refused: 'tooMuch' })
})

describe('a query reads the history and nothing else, changes nothing and is told so', () => {
  const only = 'Only select is allowed: history is read here, not changed.'
  const nothingElse = 'A query reads the tables of the history and nothing else.'
  test.each([
    [`select * from read_text('/etc/passwd')`, nothingElse],
    [`select * from read_csv('${outside}')`, nothingElse],
    [`select * from '${outside}'`, nothingElse],
    [`select * from glob('/etc/*')`, nothingElse],
    [`select * from read_parquet('http://127.0.0.1:1/x.parquet')`, nothingElse],
    [`copy queue_stays to '${folder}/stolen.csv'`, only],
    [`explain analyze copy queue_stays to '${folder}/stolen.csv'`, only],
    [`attach '${folder}/other.db'`, only],
    ['install httpfs', only],
    ['load httpfs', only],
    [`set memory_limit = '100GB'`, only],
    [`select * from query('drop view contacts')`, 'Expected a single SELECT statement'],
    ['create table mine (a int)', only],
    ['drop view contacts', only],
    ['delete from kept.contact', 'Can only delete from base table'],
    ['begin', only],
    ['call pragma_version()', only],
    [`export database '${folder}/all'`, only],
    ['select 1; select 2', 'There are several statements; write one select.'],
    ['', 'There is no statement; write one select.'],
    ['-- nothing', 'There is no statement; write one select.'],
    ['selec 1', 'syntax error at or near "selec".'],
    ['select nothing from contacts', 'Referenced column "nothing" not found'],
    ['select *\nfrom nowhere', 'Table with name nowhere does not exist'],
    ['select $1', 'A query has no parameters here; write the values into it.'],
    [`select getenv('PATH')`, 'getenv does not exist'],
    [`select error('hm')`, 'hm'],
    [`select 'x'::int`, 'Could not convert'],
  ])('%s', async (sql, sentence) => {
    const outcome = await ask(sql)
    expect(outcome).toMatchObject({ refused: 'wrong', sentence: expect.stringContaining(sentence) })
    expect('refused' in outcome && outcome.sentence).not.toContain('\n')
    expect(readdirSync(folder)).not.toContain('stolen.csv')
  })
})

describe('a query that takes too much is ended, and the next one is answered', () => {
  const endless =
    'with recursive n as (select 1 as i union all select i from n) select count(*) from n'

  test.each([
    ['an endless recursion', endless],
    [
      'a product of everything with everything',
      'select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 7',
    ],
  ])('%s takes too long', async (_, sql) => {
    expect(await sandbox().run(sql, { rowsMax: 10, timeMs: 900 }, forEver)).toEqual({
      refused: 'tooLong',
      sentence: 'The query took longer than 0.9 s; ask for less, or for a shorter time.',
    })
  })

  test('lists, and texts on their way out, need too much memory', async () => {
    const list = `select list(a.range || repeat('x', 1000)) from range(1000000) a`
    const texts = `select repeat('x', 50000000) from range(1000)`
    const limits = { rowsMax: 1000, timeMs: 20_000 }
    expect(await ask(list)).toMatchObject({ refused: 'tooMuch' })
    expect(await sandbox().run(texts, limits, forEver)).toMatchObject({ refused: 'tooMuch' })
  })

  test('one whom nobody waits for any more is ended, those that wait get their turn, more are refused', async () => {
    const one = sandbox(1, 1)
    const gone = new AbortController()
    const limits = { rowsMax: 10, timeMs: 20_000 }
    const running = one.run(endless, limits, gone.signal)
    const waiting = one.run('select count(*) from queue_stays', limits, forEver)
    expect(await one.run('select 1', limits, forEver)).toMatchObject({ refused: 'busy' })
    gone.abort()
    expect(await running).toMatchObject({ refused: 'failed' })
    expect(await waiting).toMatchObject({ rows: [[100]] })
    expect(readdirSync(join(folder, 'work'))).toEqual([])
  })
})

test('a customer who was taken out of a record is in no table any more that people ask', async () => {
  const [kept, forgotten] = ['+15557001', '+15557002']
  const of = (contactId: string, customerAddress: string | undefined) => {
    const columns = { contactId, initialContactId: contactId, channel: 'VOICE', customerAddress }
    const fact = { kind: 'contact', ...columns }
    const row = {
      ...columns,
      initiationMethod: 'INBOUND',
      initiatedAt: NOON,
      record: {},
      final: true,
    }
    return { fact: { type: 'fact', fact }, record: { type: 'contact.record', row } }
  }
  const [one, other, without] = [of('k', kept), of('f', forgotten), of('f', undefined)]
  const entries = [
    { seq: 101, at: NOON, events: [one.fact, one.record, other.fact, other.record] },
    { seq: 102, at: NOON, events: [without.record] },
  ]
  // Only what is asked for below stands in them.
  await archive.add(entries as unknown as OutboxEntry[])
  for (const table of ['contacts', 'contact_records']) {
    const sql = `select contact_id, customer_address from ${table} order by 1`
    expect(await ask(sql), table).toMatchObject({
      rows: [
        ['f', null],
        ['k', kept],
      ],
    })
  }
})
