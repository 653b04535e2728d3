import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { VirtualClock } from '../../test/support/virtual-clock.ts'
import type { JsonObject } from '../core/json.ts'
import { type FlowLogOptions, openFlowLogFiles, readFlowLog } from './flow-log-files.ts'

const START = Date.UTC(2026, 10, 21, 23, 59)
const DAY_MS = 86_400_000

let folder: string
let clock: VirtualClock
let failures: unknown[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-flow-log-'))
  clock = new VirtualClock(START)
  failures = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(options: Partial<FlowLogOptions> = {}) {
  return openFlowLogFiles({
    folder,
    clock,
    days: 30,
    failed: error => failures.push(error),
    ...options,
  })
}

function entry(ContactId: string, at: number, Identifier: string): JsonObject {
  return { ContactId, Identifier, Timestamp: new Date(at).toISOString() }
}

async function logOf(contactId: string): Promise<unknown[]> {
  const entries: unknown[] = []
  for await (const { Identifier } of readFlowLog(folder, contactId)) entries.push(Identifier)
  return entries
}

test('a contact finds its own lines again, in the order of their time', async () => {
  const log = await open()
  log.write(START, entry('c1', START, 'first'))
  log.write(START, entry('c2', START, 'of another'))
  log.write(START, { ...entry('c2', START, 'of another'), Parameters: { Text: 'c1' } })
  log.write(START + DAY_MS, entry('c1', START + DAY_MS, 'next day'))
  await log.close()
  expect(await logOf('c1')).toEqual(['first', 'next day'])
  expect(readdirSync(folder).sort()).toEqual(['2026-11-21.ndjson', '2026-11-22.ndjson'])
  expect(log.figures).toEqual({ flow_log_lines: 4, flow_log_dropped: 0 })
})

test('large files are followed by others, and a line that was cut off harms nothing', async () => {
  for (let count = 1; count <= 12; count++) {
    const log = await open({ fileBytesMax: 100 })
    const at = START + count
    log.write(at, entry('c1', at, `line ${count} ${'x'.repeat(100)}`))
    await log.close()
  }
  expect(readdirSync(folder)).toHaveLength(12)
  writeFileSync(join(folder, '2026-11-21.12.ndjson'), '{"ContactId":"c1","Iden', { flag: 'a' })
  expect((await logOf('c1')).map(each => String(each).split(' ')[1])).toEqual(
    Array.from({ length: 12 }, (_, index) => String(index + 1)),
  )
})

test('what a restart goes through again is not written twice', async () => {
  const lines = ['a', 'b', 'c', 'd'].map((name, index) => {
    const at = START + Math.floor(index / 2)
    return [at, entry('c1', at, name)] as const
  })
  const before = await open()
  for (const [at, line] of lines.slice(0, 3)) before.write(at, line)
  await before.close()
  const after = await open()
  for (const [at, line] of lines) after.write(at, line)
  await after.close()
  expect(await logOf('c1')).toEqual(['a', 'b', 'c', 'd'])
})

test('old files go, by day, and no days keep nothing', async () => {
  for (const name of ['2026-10-01.ndjson', '2026-11-20.ndjson', 'notes.txt']) {
    writeFileSync(join(folder, name), '')
  }
  const log = await open({ days: 2 })
  expect(readdirSync(folder).sort()).toEqual(['2026-11-20.ndjson', 'notes.txt'])
  clock.advance(3 * DAY_MS)
  log.write(clock.now(), entry('c1', clock.now(), 'x'))
  await log.close()
  expect(readdirSync(folder).sort()).toEqual(['2026-11-24.ndjson', 'notes.txt'])
  const none = await open({ days: 0 })
  none.write(clock.now(), entry('c1', clock.now(), 'y'))
  await none.close()
  expect(await logOf('c1')).not.toContain('y')
})

test('a full buffer drops lines and counts them instead of growing', async () => {
  const log = await open({ bufferCharactersMax: 1000 })
  for (let count = 0; count < 100; count++) {
    log.write(START, entry('c1', START, `${count} ${'x'.repeat(100)}`))
  }
  await log.close()
  const { flow_log_lines: written, flow_log_dropped: dropped } = log.figures
  expect(written).toBeGreaterThan(0)
  expect(dropped).toBeGreaterThan(80)
  expect(Number(written) + Number(dropped)).toBe(100)
})

test('a disk that refuses is told of once, costs only lines, and is used again when it is back', async () => {
  const log = await open()
  rmSync(folder, { recursive: true })
  for (const name of ['lost', 'lost too']) {
    log.write(START, entry('c1', START, name))
    await log.close()
  }
  expect(failures).toHaveLength(1)
  expect(log.figures).toEqual({ flow_log_lines: 0, flow_log_dropped: 2 })
  const again = await open()
  log.write(START, entry('c1', START, 'kept'))
  await log.close()
  await again.close()
  expect(await logOf('c1')).toEqual(['kept'])
})

test('lines are found wherever they lie in a large file', async () => {
  const log = await open()
  const others = 'x'.repeat(30_000)
  for (let count = 0; count < 100; count++) {
    log.write(START, { ...entry('c2', START, others), Of: 'c1' })
    log.write(START, entry('c1', START, String(count)))
  }
  await log.close()
  expect(await logOf('c1')).toEqual(Array.from({ length: 100 }, (_, count) => String(count)))
})
