import { expect, test } from 'vitest'
import type { Api } from '../api/api.ts'
import type { AskedMetrics } from '../report/ask-metrics.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { reportMetrics } from './report-metrics.ts'

const QUESTION: AskedMetrics = {
  from: 0,
  until: 1000,
  zone: 'UTC',
  period: 'TOTAL',
  dimension: 'QUEUE',
  ids: ['q1'],
  metrics: [{ Name: 'CONTACTS_HANDLED' }],
}

function answering(status: number, answer: object) {
  const handle: Api['handle'] = async () => ({ status, headers: {}, body: JSON.stringify(answer) })
  return reportMetrics({ api: { figures: {}, handle }, instanceArn: () => 'arn:aws:connect:::i' })
}

test('while history cannot be read a report is not refused: it is made later', async () => {
  const ask = answering(500, { Message: 'History is being read in.' })
  await expect(ask(QUESTION, 'u1')).rejects.toThrow(HistoryUnavailable)
})

test('what was asked wrongly is refused with the sentence of the API', async () => {
  const ask = answering(400, { Message: 'There is no metric X.' })
  expect(await ask(QUESTION, 'u1')).toEqual({ refused: 'There is no metric X.' })
})

test('by channel no averages of some queues are told as if they were of all', async () => {
  const ids = Array.from({ length: 101 }, (_, index) => `q${index}`)
  const asked = { ...QUESTION, dimension: 'CHANNEL', ids }
  const answer = await answering(200, { MetricResults: [] })(asked, 'u1')
  expect(answer).toEqual({ refused: expect.stringContaining('100 queues at most') })
})
