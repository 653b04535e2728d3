// Roll-ups say what counting every fact again would say, however often and however late facts come.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Chance } from '../core/chance.ts'
import type { Fact } from '../core/metrics/fact.ts'
import { countFacts } from '../core/metrics/history/count-facts.ts'
import { countedRow } from '../core/metrics/history/fact-sql.ts'
import type { Counted, FactQuery } from '../core/metrics/history/measure.ts'
import { type Archive, openArchive } from './archive.ts'

const HOUR_MS = 3_600_000
const START = Date.parse('2026-11-19T00:00:00Z')
const HOURS = 60

const folder = mkdtempSync(join(tmpdir(), 'parley-roll-ups-'))
const chance = new Chance([1, 2, 3, 4])
const facts: Fact[] = []
let archive: Archive

beforeAll(async () => {
  archive = await openArchive({
    folder,
    now: () => START + HOURS * HOUR_MS,
    threads: 1,
    memoryMb: 200,
    longestQueryMs: 1000,
  })
})

afterAll(async () => {
  await archive.close()
  rmSync(folder, { recursive: true })
})

/** Stays of any time, also of days that are long over. */
async function addStays(count: number): Promise<void> {
  const added = Array.from({ length: count }, (_, n): Fact => {
    const enqueuedAt = START + chance.below(HOURS * HOUR_MS)
    return {
      kind: 'queueStay',
      contactId: `c${facts.length + n}`,
      channel: chance.below(3) === 0 ? 'CHAT' : 'VOICE',
      initiationMethod: 'INBOUND',
      queueId: `q${chance.below(3)}`,
      priority: 5,
      enqueuedAt,
      leftAt: enqueuedAt + chance.below(120_000),
      outcome: chance.below(4) === 0 ? 'abandoned' : 'handled',
      ...(chance.below(2) === 0 && { agentId: 'ana', routingProfileId: 'basic' }),
    }
  })
  facts.push(...added)
  const seq = archive.position + 1
  await archive.add([
    { seq, at: START, events: added.map(fact => ({ type: 'fact', fact }) as const) },
  ])
}

const wait = { minus: ['leftAt', 'enqueuedAt'] } as const

function query(borders: readonly number[], groupBy: FactQuery['groupBy']): FactQuery {
  const handled = [{ column: 'outcome', in: ['handled'] }] as const
  return {
    of: 'queueStay',
    at: 'enqueuedAt',
    borders,
    groupBy,
    where: [{ column: 'channel', notIn: ['CHAT'] }],
    measures: [
      { by: 'count', where: [] },
      { by: 'count', where: [...handled, { value: wait, comparison: 'LT', ms: 20_000 }] },
      { by: 'sum', value: wait, where: handled },
      { by: 'max', value: wait, where: handled },
      { by: 'min', value: wait, where: [{ column: 'outcome', in: ['abandoned'] }] },
    ],
  }
}

const hours = (...numbers: number[]) => numbers.map(number => START + number * HOUR_MS)

const QUERIES: readonly FactQuery[] = [
  query(hours(0, 48), []),
  query(hours(0, 24, 48), ['queueId']),
  query(hours(3, 4, 5, 6), ['queueId', 'agentId']),
  query(hours(3, 30), ['routingProfileId']),
  // A day with an hour more, as when clocks are put back.
  query(hours(-1, 23, 48), ['queueId']),
  query(hours(0.25, 0.5, 0.75), ['queueId']),
  // Of no whole quarters of an hour.
  query([START + 1, START + 7_000_000], ['queueId']),
]

function sorted(counted: readonly Counted[]): readonly string[] {
  return counted.map(each => JSON.stringify(each)).sort((a, b) => (a < b ? -1 : 1))
}

test('reports that are asked again and again count every fact once, also those that came since', async () => {
  for (let round = 0; round < 6; round++) {
    await addStays(150)
    if (round === 3) await archive.flush()
    for (const each of QUERIES) {
      const { rows } = await archive.count(each)
      const counted = rows.map(row => countedRow(each, row))
      expect(sorted(counted)).toEqual(sorted(countFacts(each, facts)))
    }
  }
  expect(archive.figures).toMatchObject({ analytics_roll_ups: 6 })
})

test('two who ask at once do not count what is new twice', async () => {
  await addStays(50)
  const [each] = QUERIES
  if (!each) return
  const answers = await Promise.all([1, 2, 3].map(() => archive.count(each)))
  for (const { rows } of answers) {
    expect(rows.map(row => countedRow(each, row))).toEqual(countFacts(each, facts))
  }
})
