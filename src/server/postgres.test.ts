import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Postgres, startPostgres } from './postgres.ts'

const root = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
const started: Postgres[] = []
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function open(folder: string): Promise<Postgres> {
  const postgres = await startPostgres(folder, join(root, 'postgres.log'))
  started.push(postgres)
  return postgres
}

async function ask({ connection }: Postgres, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows.flatMap(row => Object.values(row))
  } finally {
    await client.end()
  }
}

test('a database that was left running is ended and goes on under us, with all it had', async () => {
  const folder = join(root, 'orphan')
  const first = await open(folder)
  await ask(first, 'create table kept as select 42')
  const second = await open(folder)
  await first.exited
  expect(second.pid).not.toBe(first.pid)
  expect(await ask(second, 'table kept')).toEqual([42])
})

test('a first start that was cut short is begun anew', async () => {
  const folder = join(root, 'cut-short')
  mkdirSync(join(folder, 'cluster', 'base'), { recursive: true })
  writeFileSync(join(folder, 'cluster', 'postgresql.conf'), '')
  expect(await ask(await open(folder), 'select 1')).toEqual([1])
})

test('a folder whose path is too long for a socket is as good as any', async () => {
  const postgres = await open(join(root, 'a'.repeat(60), 'b'.repeat(60)))
  expect(await ask(postgres, 'select 1')).toEqual([1])
  const { host } = postgres.connection as { host: string }
  await started.pop()?.stop()
  rmSync(host, { recursive: true })
})

test.runIf(process.getuid?.() === 0 && existsSync('/usr/bin/setpriv'))(
  'root may keep the data where nobody else may go',
  async () => {
    const home = join(root, 'home-of-root')
    mkdirSync(home, { mode: 0o700 })
    chmodSync(home, 0o700)
    const postgres = await open(join(home, 'postgres'))
    expect(await ask(postgres, 'select 1')).toEqual([1])
  },
)
