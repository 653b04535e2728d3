import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicker } from './ticker.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const WHOLE = { periodMs: 20, parts: 1 }

test('ticks come fifty times a second for an hour without drifting', () => {
  let ticks = 0
  const ticker = startTicker(WHOLE, () => ticks++)
  vi.advanceTimersByTime(3_600_000)
  expect(ticks).toBe(180_000)
  ticker.stop()
})

test('what a busy moment delayed is made up for at once', () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  let ticks = 0
  const ticker = startTicker(WHOLE, () => ticks++)
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
  const ticker = startTicker(WHOLE, (_now, _part, count) => leftOut.push(count))
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
  const ticker = startTicker(WHOLE, () => ticks++)
  ticker.poke()
  now = 21
  ticker.poke()
  ticker.poke()
  expect(ticks).toBe(1)
  vi.advanceTimersByTime(20)
  expect(ticks).toBe(1)
  ticker.stop()
})

test('a period cut into parts has its ticks evenly spread, each part once in 20 ms', () => {
  const ticks: (readonly [number, number])[] = []
  const start = performance.now()
  const ticker = startTicker({ periodMs: 20, parts: 5 }, (now, part) =>
    ticks.push([now - start, part]),
  )
  vi.advanceTimersByTime(28)
  expect(ticks).toEqual([
    [4, 0],
    [8, 1],
    [12, 2],
    [16, 3],
    [20, 4],
    [24, 0],
    [28, 1],
  ])
  ticker.stop()
})

test('a stopped ticker is silent', () => {
  let ticks = 0
  const ticker = startTicker(WHOLE, () => ticks++)
  vi.advanceTimersByTime(100)
  ticker.stop()
  vi.advanceTimersByTime(1000)
  expect(ticks).toBe(5)
})

test('parts in which nothing is to be done are not awoken for, and are ticked all the same', () => {
  const busy = new Set([0, 2])
  const ticks = [0, 0, 0, 0, 0]
  const awakenings = vi.spyOn(globalThis, 'setTimeout')
  const ticker = startTicker(
    { periodMs: 20, parts: 5 },
    (_now, part) => {
      ticks[part] = (ticks[part] ?? 0) + 1
    },
    part => busy.has(part),
  )
  vi.advanceTimersByTime(1000)
  expect(ticks).toEqual([50, 50, 50, 50, 50].map(each => expect.closeTo(each, -1)))
  expect(awakenings.mock.calls.length).toBeLessThan(110)
  ticker.stop()
})
