import { expect, test } from 'vitest'
import { coveredBy, dueAfter, dueUntil } from './report-due.ts'

const DAILY = { Every: 'day', At: '06:30', Weekday: 1, Zone: 'Europe/Berlin', Covers: 1 } as const
const WEEKLY = { ...DAILY, Every: 'week', Weekday: 1 } as const
const HOURLY = { ...DAILY, Every: 'hour', At: '00:05' } as const
const at = (text: string) => Date.parse(text)
const shown = (instant: number) => new Date(instant).toISOString()

test('a daily report is due at its time by the clocks of its zone, in summer and winter', () => {
  expect(shown(dueAfter(DAILY, at('2026-10-24T12:00:00Z')))).toBe('2026-10-25T05:30:00.000Z')
  expect(shown(dueAfter(DAILY, at('2026-10-24T04:00:00Z')))).toBe('2026-10-24T04:30:00.000Z')
  expect(shown(dueAfter(DAILY, at('2026-10-24T04:30:00Z')))).toBe('2026-10-25T05:30:00.000Z')
})

test('at a time that there is twice or not at all when clocks change, it is due once', () => {
  const twice = { ...DAILY, At: '02:30' }
  const autumn = dueUntil(twice, at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'), 10)
  expect(autumn.map(shown)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
  const spring = dueUntil(twice, at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'), 10)
  expect(spring.map(shown)).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z'])
})

test('a daily report covers the day before, which may have 25 hours', () => {
  const { from, until } = coveredBy(DAILY, at('2026-10-26T05:30:00Z'))
  expect([from, until].map(shown)).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
})

test('a weekly report is due on its day and covers whole weeks from Monday', () => {
  const due = dueAfter(WEEKLY, at('2026-11-22T12:00:00Z'))
  expect(shown(due)).toBe('2026-11-23T05:30:00.000Z')
  expect(shown(dueAfter(WEEKLY, due))).toBe('2026-11-30T05:30:00.000Z')
  const { from, until } = coveredBy({ ...WEEKLY, Covers: 2 }, due)
  expect([from, until].map(shown)).toEqual(['2026-11-08T23:00:00.000Z', '2026-11-22T23:00:00.000Z'])
})

test('an hourly report is due at its minute, once an hour', () => {
  const due = dueUntil(HOURLY, at('2026-11-21T12:05:00Z'), at('2026-11-21T15:05:00Z'), 10)
  expect(due.map(shown)).toEqual([
    '2026-11-21T13:05:00.000Z',
    '2026-11-21T14:05:00.000Z',
    '2026-11-21T15:05:00.000Z',
  ])
})

test('of what was missed for long, the last ones are made', () => {
  const due = dueUntil(HOURLY, at('2026-11-01T00:00:00Z'), at('2026-11-21T00:00:00Z'), 3)
  expect(due.map(shown)[0]).toBe('2026-11-20T21:05:00.000Z')
  expect(due).toHaveLength(3)
})
