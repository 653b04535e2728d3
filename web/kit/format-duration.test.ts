import { expect, test } from 'vitest'
import { formatDuration, secondsUntil } from './format-duration.ts'

test('timers read as minutes and seconds, and as hours from one hour on', () => {
  expect([0, 7_000, 7_999, 60_000, 725_000, 3_600_000, 3_723_000].map(formatDuration)).toEqual([
    '0:00',
    '0:07',
    '0:07',
    '1:00',
    '12:05',
    '1:00:00',
    '1:02:03',
  ])
})

test('a timer never runs below zero when the clocks disagree', () => {
  expect(formatDuration(-1_500)).toBe('0:00')
  expect(secondsUntil(-1)).toBe(0)
})

test('a countdown shows the second that has begun', () => {
  expect([20_000, 19_999, 1, 0].map(secondsUntil)).toEqual([20, 20, 1, 0])
})
