import { expect, test } from 'vitest'
import { borders, readRange, writeRange } from './time-range.ts'

test('a time survives the way into an address and back', () => {
  for (const text of ['-1-day', '-30-minute', '2026-11-20T00:00:00Z..2026-11-21T00:00:00Z']) {
    const range = readRange(text)
    expect(range && writeRange(range)).toBe(text)
  }
})

test('what makes no sense is no time', () => {
  for (const text of ['', '-1-eon', '2026..2025', '..', 'x..y', '--5-day']) {
    expect(readRange(text), text).toBeUndefined()
  }
})

test('the last two hours end now', () => {
  const range = readRange('-2-hour')
  expect(range && borders(range, 10_000_000)).toEqual({ from: 2_800_000, until: 10_000_000 })
})
