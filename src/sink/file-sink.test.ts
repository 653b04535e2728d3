import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { delivery } from '../../test/support/told.ts'
import { FileSink } from './file-sink.ts'

let folder = ''
const opened: FileSink[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-files-'))
})
afterEach(async () => {
  for (const sink of opened.splice(0)) await sink.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(more: { keepDays?: number; fileMaxBytes?: number } = {}): FileSink {
  const sink = new FileSink({ folder, keepDays: 0, ...more })
  opened.push(sink)
  return sink
}

const lines = (name: string) => readFileSync(join(folder, name), 'utf8')
const DAY = 86_400_000
const at = Date.parse('2026-11-21T23:59:59.999Z')

test('there is a file for each kind and day, with one JSON text per line', async () => {
  const sink = open()
  await sink.deliver([
    delivery(1, { at }),
    delivery(2, { at, kind: 'agent-event' }),
    delivery(3, { at: at + 1 }),
    delivery(4, { at: at + 1 }),
  ])
  expect(lines('contact-event/2026-11-21.ndjson')).toBe('{"n":1}\n')
  expect(lines('agent-event/2026-11-21.ndjson')).toBe('{"n":2}\n')
  expect(lines('contact-event/2026-11-22.ndjson')).toBe('{"n":3}\n{"n":4}\n')
})

test('after a crash nothing stands there twice or in half', async () => {
  const first = open()
  await first.deliver([delivery(1)])
  await first.settle(1)
  await first.deliver([delivery(2), delivery(3, { kind: 'agent-event' })])
  // Killed here: the position was not noted, and 2 and 3 come again, with more.
  const second = open()
  await second.deliver([delivery(2), delivery(3, { kind: 'agent-event' }), delivery(4)])
  expect(lines('contact-event/2027-01-15.ndjson')).toBe('{"n":1}\n{"n":2}\n{"n":4}\n')
  expect(lines('agent-event/2027-01-15.ndjson')).toBe('{"n":3}\n')
})

test('killed after its own note, but before the outbox had its position, it writes nothing twice', async () => {
  const first = open()
  await first.deliver([delivery(1), delivery(2)])
  await first.settle(2)
  const second = open()
  await second.deliver([delivery(1), delivery(2), delivery(3)])
  expect(lines('contact-event/2027-01-15.ndjson')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n')
})

test('an instance that begins anew, with numbers from 1, is written down as well', async () => {
  const first = open()
  await first.deliver([delivery(8)])
  await first.settle(8)
  const second = open()
  await second.deliver([delivery(1, { at: 1_800_000_000_001 })])
  expect(lines('contact-event/2027-01-15.ndjson')).toBe('{"n":8}\n{"n":1}\n')
})

test('a file that is long enough is followed by another one of the day', async () => {
  const sink = open({ fileMaxBytes: 10 })
  for (const seq of [1, 2, 3]) await sink.deliver([delivery(seq)])
  expect(readdirSync(join(folder, 'contact-event'))).toEqual([
    '2027-01-15.1.ndjson',
    '2027-01-15.ndjson',
  ])
  expect(lines('contact-event/2027-01-15.1.ndjson')).toBe('{"n":3}\n')
})

test('files of days long past are deleted, when it was asked for', async () => {
  const sink = open({ keepDays: 2 })
  for (const day of [0, 1, 2, 3]) {
    await sink.deliver([delivery(day + 1, { at: at + day * DAY })])
    await sink.settle(day + 1)
  }
  expect(existsSync(join(folder, 'contact-event/2026-11-21.ndjson'))).toBe(false)
  expect(readdirSync(join(folder, 'contact-event'))).toHaveLength(3)
})

test('a file that could not be noted at first is cut back after a crash all the same', async () => {
  const first = open()
  await first.deliver([delivery(1)])
  await first.settle(1)
  // Nothing can be noted for a while, as on a full disk.
  mkdirSync(join(folder, 'position.json.new'))
  const other = delivery(2, { kind: 'agent-event' })
  await expect(first.deliver([other])).rejects.toThrow()
  rmSync(join(folder, 'position.json.new'), { recursive: true })
  await first.deliver([other])
  // Killed here: 2 comes again.
  const second = open()
  await second.deliver([other])
  expect(lines('agent-event/2027-01-15.ndjson')).toBe('{"n":2}\n')
})
