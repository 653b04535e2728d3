import { expect, test } from 'vitest'
import { comparedWith, type ReportRow, timeBefore } from './report-question.ts'

function row(group: string, from: number, handled: number): ReportRow {
  return { group, from, until: from + 10, values: new Map([['CONTACTS_HANDLED', handled]]) }
}

test('a week is compared with the week before', () => {
  const question = {
    by: 'QUEUE' as const,
    from: 700,
    until: 1400,
    interval: 'DAY',
    zone: 'UTC',
    metrics: [],
    ids: ['q'],
  }
  expect(timeBefore(question)).toMatchObject({ from: 0, until: 700 })
})

test('each interval of a queue is compared with the same one of the time before', () => {
  const now = [row('b', 110, 4), row('a', 100, 1), row('a', 110, 2)]
  const before = [row('a', 10, 20), row('a', 0, 10)]
  const compared = comparedWith(now, before)
  expect(now.map(each => compared(each, 'CONTACTS_HANDLED'))).toEqual([undefined, 10, 20])
})
