import { expect, test } from 'vitest'
import { agentNames, pastOffers } from '../analytics/offer-history.ts'
import type { SqlAnswer } from '../analytics/sql-message.ts'
import { told } from './why.ts'

function answering(...rows: SqlAnswer['rows']) {
  const asked: string[] = []
  const sql = async (text: string): Promise<SqlAnswer> => {
    asked.push(text)
    return { columns: [], rows, isCut: false } as unknown as SqlAnswer
  }
  return { sql, asked }
}

const reason = {
  rules: ['R2', 'R4'],
  waitedMs: 12_000,
  priority: 5,
  candidates: [
    { agentId: 'a1', idleMs: 30_000 },
    { agentId: 'a2', idleMs: 120_000 },
  ],
  others: [{ agentId: 'a3', why: 'missed' }],
  runnerUp: { contactId: 'c2', queueId: 'q' },
}

test('an offer is told in words: what decided, who was in line, and who was not asked and why', async () => {
  const history = answering(['a1', 'q', 1000, 4000, 'accepted', JSON.stringify(reason)])
  const [offer] = await pastOffers(history, 'c1')
  const names = await agentNames(answering(['a1', 'ana'], ['a3', 'cem']), ['a1', 'a2', 'a3'])
  const text = offer ? told(offer, names) : ''
  expect(text).toContain('offered to ana: accepted after 3 s')
  expect(text).toContain('waited   12 s, priority 5')
  expect(text).toContain('the agent had been idle longest (R4)')
  expect(text).toContain('a2, idle 2 min')
  expect(text).toContain('cem: had missed, rejected or lost a contact and not put it away')
  expect(text).toContain('would have been given c2')
})

test('offers of before reasons were kept are told without them', async () => {
  const [offer] = await pastOffers(answering(['a1', 'q', 1000, 4000, 'missed', null]), 'c1')
  expect(offer && told(offer, new Map())).toBe(
    '1970-01-01T00:00:01.000Z  offered to a1: missed after 3 s\n',
  )
})

test('what is no id asks nothing of history', async () => {
  const history = answering()
  expect(await pastOffers(history, "x' or 1=1 --")).toEqual([])
  expect(history.asked).toEqual([])
})
