import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicker } from './ticker.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('ticks come fifty times a second for an hour without drifting', () => {
  let ticks = 0
  const ticker = startTicker(20, () => ticks++)
  vi.advanceTimersByTime(3_600_000)
  expect(ticks).toBe(180_000)
  ticker.stop()
})

test('what a busy moment delayed is made up for at once', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  let ticks = 0
  const ticker = startTicker(20, () => ticks++)
  now = 85
  vi.advanceTimersByTime(20)
  expect(ticks).toBe(4)
  expect(ticker.lateness().skipped).toBe(0)
  ticker.stop()
})

test('after a long stall the beat goes on from now, and says how many it left out', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const leftOut: number[] = []
  const ticker = startTicker(20, (_, count) => leftOut.push(count))
  now = 1020
  vi.advanceTimersByTime(20)
  expect(leftOut).toEqual([0, 0, 0, 0, 0])
  now = 1040
  vi.advanceTimersByTime(20)
  expect(leftOut.slice(5)).toEqual([45, 0])
  expect(ticker.lateness()).toEqual({ worstMs: 1000, longestMs: 0, skipped: 45 })
  expect(ticker.lateness()).toEqual({ worstMs: 0, longestMs: 0, skipped: 0 })
  ticker.stop()
})

test('a tick that is due comes when poked, and its timer does not bring it again', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  let ticks = 0
  const ticker = startTicker(20, () => ticks++)
  ticker.poke()
  now = 21
  ticker.poke()
  ticker.poke()
  expect(ticks).toBe(1)
  vi.advanceTimersByTime(20)
  expect(ticks).toBe(1)
  ticker.stop()
})

test('a stopped ticker is silent', () => {
  let ticks = 0
  const ticker = startTicker(20, () => ticks++)
  vi.advanceTimersByTime(100)
  ticker.stop()
  vi.advanceTimersByTime(1000)
  expect(ticks).toBe(5)
})
