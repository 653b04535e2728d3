import { expect, test } from 'vitest'
import { minutes } from '../../instant.ts'
import { bordersOf, type IntervalPeriod, isZone } from './intervals.ts'

const borders = (from: string, until: string, period: IntervalPeriod, zone = 'UTC') =>
  bordersOf({ from: Date.parse(from), until: Date.parse(until), period, zone }, 1000)?.map(border =>
    new Date(border).toISOString().slice(0, 16),
  )

test('the first and the last interval are as long as the report leaves them', () => {
  expect(borders('2026-11-21T10:07Z', '2026-11-21T10:40Z', 'FIFTEEN_MIN')).toEqual([
    '2026-11-21T10:07',
    '2026-11-21T10:15',
    '2026-11-21T10:30',
    '2026-11-21T10:40',
  ])
})

test('a day on which clocks are put back has 25 hours, one on which they are put forward 23', () => {
  const autumn = borders('2026-10-23T22:00Z', '2026-10-26T23:00Z', 'DAY', 'Europe/Berlin')
  expect(autumn).toEqual([
    '2026-10-23T22:00',
    '2026-10-24T22:00',
    '2026-10-25T23:00',
    '2026-10-26T23:00',
  ])
  const spring = borders('2026-03-28T23:00Z', '2026-03-30T22:00Z', 'DAY', 'Europe/Berlin')
  expect(spring).toEqual(['2026-03-28T23:00', '2026-03-29T22:00', '2026-03-30T22:00'])
})

test('weeks begin on Monday', () => {
  expect(borders('2026-11-18T00:00Z', '2026-11-30T00:00Z', 'WEEK')).toEqual([
    '2026-11-18T00:00',
    '2026-11-23T00:00',
    '2026-11-30T00:00',
  ])
})

test('hours follow clocks that differ by half an hour, and those put back by half an hour', () => {
  expect(borders('2026-11-21T10:00Z', '2026-11-21T11:00Z', 'HOUR', 'Asia/Kolkata')).toEqual([
    '2026-11-21T10:00',
    '2026-11-21T10:30',
    '2026-11-21T11:00',
  ])
  // At 2:00 on 5 April 2026 it is 1:30 again on Lord Howe Island.
  const all = bordersOf(
    {
      from: Date.parse('2026-04-04T12:00Z'),
      until: Date.parse('2026-04-04T18:00Z'),
      period: 'HOUR',
      zone: 'Australia/Lord_Howe',
    },
    100,
  )
  const lengths = (all ?? []).slice(1).map((border, index) => border - (all?.[index] ?? 0))
  expect(lengths.every(length => length > 0 && length <= minutes(90))).toBe(true)
})

test('more intervals than are allowed are not made', () => {
  const time = { from: 0, until: minutes(60 * 24), period: 'HOUR' as const, zone: 'UTC' }
  expect(bordersOf(time, 10)).toBeUndefined()
})

test('a time zone nobody knows is none', () => {
  expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false])
})
