import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { abandonedStay, abandonedStays } from '../../test/support/history-entries.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { type Archive, openArchive } from './archive.ts'

const DAY_MS = 86_400_000
const NOON = Date.parse('2026-11-21T12:00:00Z')

let folder: string
let now: number
let archive: Archive

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-archive-'))
  now = NOON
  archive = await open()
})

afterEach(async () => {
  await archive.close()
  rmSync(folder, { recursive: true })
})

function open(days?: number): Promise<Archive> {
  return openArchive({
    folder,
    now: () => now,
    threads: 1,
    memoryMb: 200,
    longestQueryMs: 60_000,
    ...(days !== undefined && { days }),
  })
}

/** As after `kill -9`: nothing was asked to end. */
async function again(days?: number): Promise<void> {
  await archive.close()
  archive = await open(days)
}

function entries(from: number, to: number, at = now): OutboxEntry[] {
  return abandonedStays(from, to, at)
}

async function value(sql: string): Promise<unknown> {
  return (await archive.read(sql)).rows[0]?.[0]
}

const stays = () => value('select count(*) from queue_stay')
const each = () => value('select count(distinct contact_id) from queue_stay')

function files(table = 'queue_stay'): string[] {
  const path = join(folder, table)
  if (!existsSync(path)) return []
  return readdirSync(path).flatMap(day =>
    readdirSync(join(path, day)).map(name => `${day}/${name}`),
  )
}

test('what has just happened is counted before it is written down, and after', async () => {
  await archive.add(entries(1, 3))
  expect(await stays()).toBe(3)
  await archive.flush()
  expect(files()).toEqual(['dt=2026-11-21/1-3.parquet'])
  await archive.add(entries(4, 5))
  expect(await stays()).toBe(5)
  expect(await value('select sum(left_at - enqueued_at) from queue_stay')).toBe(5 * 12_345)
  expect(await value('select min(dt)::text from queue_stay')).toBe('2026-11-21')
})

test('what was not written down before a sudden end is read again, and nothing is there twice', async () => {
  await archive.add(entries(1, 3))
  await archive.flush()
  await archive.add(entries(4, 9))
  await again()
  expect([archive.position, await stays()]).toEqual([3, 3])
  await archive.add(entries(2, 9))
  expect([await stays(), await each()]).toEqual([9, 9])
})

test('files that a sudden end left unfinished are thrown away', async () => {
  await archive.add(entries(1, 3))
  await archive.flush()
  const day = join(folder, 'queue_stay/dt=2026-11-21')
  // Written, but the position was not: their entries will come again.
  writeFileSync(join(day, '4-9.parquet'), 'half of a fi')
  await again()
  expect(await stays()).toBe(3)
  expect(files()).toEqual(['dt=2026-11-21/1-3.parquet'])
})

test('rows of two days stand in two folders', async () => {
  await archive.add([...entries(1, 2, NOON), ...entries(3, 5, NOON + DAY_MS)])
  await archive.flush()
  expect(new Set(files())).toEqual(
    new Set(['dt=2026-11-21/1-5.parquet', 'dt=2026-11-22/1-5.parquet']),
  )
  expect(await stays()).toBe(5)
  expect(await value("select count(*) from queue_stay where dt = '2026-11-22'")).toBe(3)
})

test('a day that is over becomes one file in order, and whoever still reads the old ones can', async () => {
  for (const from of [1, 4, 7]) {
    await archive.add(entries(from, from + 2))
    await archive.flush()
  }
  const { files: snapshot, release } = await archive.snapshot()
  now += DAY_MS
  await archive.tidy()
  expect(await stays()).toBe(9)
  expect(files()).toContain('dt=2026-11-21/1-9.sorted.parquet')
  expect(snapshot.queue_stay?.every(path => existsSync(path))).toBe(true)
  await release()
  now += 61_000
  await archive.tidy()
  expect(files()).toEqual(['dt=2026-11-21/1-9.sorted.parquet'])
  await again()
  expect([await stays(), await each()]).toEqual([9, 9])
})

test('a sudden end between merging files and removing them counts nothing twice', async () => {
  for (const from of [1, 4]) {
    await archive.add(entries(from, from + 2))
    await archive.flush()
  }
  now += DAY_MS
  await archive.tidy()
  expect(files()).toHaveLength(3)
  await again()
  expect([await stays(), await each(), files()]).toEqual([
    6,
    6,
    ['dt=2026-11-21/1-6.sorted.parquet'],
  ])
})

test('what comes late for a day that is merged is merged once more', async () => {
  await archive.add(entries(1, 2))
  await archive.flush()
  now += DAY_MS
  await archive.tidy()
  await archive.add(entries(3, 4, NOON))
  await archive.flush()
  await archive.tidy()
  now += 61_000
  await archive.tidy()
  expect([await stays(), files()]).toEqual([4, ['dt=2026-11-21/1-4.sorted.parquet']])
})

test('many small files of today are made one', async () => {
  for (let seq = 1; seq <= 24; seq++) {
    await archive.add(entries(seq, seq))
    await archive.flush()
  }
  await archive.tidy()
  now += 61_000
  await archive.tidy()
  expect([await stays(), files()]).toEqual([24, ['dt=2026-11-21/1-24.parquet']])
})

test('days beyond the limit are deleted', async () => {
  await archive.add(entries(1, 2))
  await archive.flush()
  now += 10 * DAY_MS
  await archive.add(entries(3, 3))
  await archive.flush()
  await again(7)
  await archive.tidy()
  expect(await stays()).toBe(1)
  now += 61_000
  await archive.tidy()
  expect(files()).toEqual(['dt=2026-12-01/3-3.parquet'])
})

test('when the disk refuses, everything stays in memory and is written down later', async () => {
  await archive.add(entries(1, 3))
  // Where a folder should be, there is a file.
  writeFileSync(join(folder, 'queue_stay'), '')
  await expect(archive.flush()).rejects.toThrow()
  expect([await stays(), archive.writtenPosition]).toEqual([3, 0])
  rmSync(join(folder, 'queue_stay'))
  mkdirSync(join(folder, 'queue_stay'))
  await archive.flush()
  expect([await stays(), archive.writtenPosition]).toEqual([3, 3])
})

test('what was written down while the disk lost a file is there once when the file is back', async () => {
  await archive.add(entries(1, 3))
  await archive.flush()
  const path = join(folder, 'queue_stay', files()[0] ?? '')
  renameSync(path, `${path}.away`)
  await archive.add(entries(4, 5))
  await expect(archive.flush()).rejects.toThrow()
  renameSync(`${path}.away`, path)
  await archive.add(entries(6, 6))
  await archive.flush()
  expect([await stays(), await each()]).toEqual([6, 6])
  await again()
  expect([await stays(), await each()]).toEqual([6, 6])
})

test('an entry that cannot be taken in leaves nothing of itself behind', async () => {
  const broken = {
    seq: 2,
    at: now,
    events: [abandonedStay('c2', now), abandonedStay('c3', Number.NaN)],
  }
  await expect(archive.add([...entries(1, 1), broken])).rejects.toThrow()
  expect([await stays(), archive.position]).toEqual([0, 0])
  await archive.add(entries(1, 2))
  expect(await stays()).toBe(2)
})

test('a file that is damaged is set aside, and everything else is read and written', async () => {
  await archive.add(entries(1, 5))
  await archive.flush()
  await archive.add(entries(6, 9))
  await archive.flush()
  const path = join(folder, 'queue_stay', files()[0] ?? '')
  writeFileSync(path, 'half')
  await again()
  expect(await stays()).toBe(4)
  expect(existsSync(`${path}.unreadable`)).toBe(true)
  await archive.add(entries(10, 12))
  await archive.flush()
  await again()
  expect(await stays()).toBe(7)
})
