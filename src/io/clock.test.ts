import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SteadyClock, timeSinceNow, wallTime } from './clock.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The system's clock is set, as by an administrator or NTP; timers and the steady time do not jump. */
function setSystemClock(by: number): void {
  vi.setSystemTime(Date.now() + by)
}

test('time goes on when the system clock is put back, and timers come on time', () => {
  const clock = new SteadyClock()
  const before = clock.now()
  let rang = false
  clock.schedule(before + 20_000, () => {
    rang = true
  })
  setSystemClock(-3_600_000)
  vi.advanceTimersByTime(21_000)
  expect(clock.now()).toBeGreaterThanOrEqual(before + 20_000)
  expect(rang).toBe(true)
})

test('it finds back to the system clock little by little', () => {
  const clock = new SteadyClock()
  setSystemClock(-1_000)
  for (let second = 0; second < 120; second++) {
    vi.advanceTimersByTime(1_000)
    clock.now()
  }
  expect(clock.now()).toBe(Date.now())
})

test('it follows the system clock forward at once', () => {
  const clock = new SteadyClock()
  setSystemClock(60_000)
  expect(clock.now()).toBe(Date.now())
})

test('after a start with a clock that is behind what has happened, time goes on from there', () => {
  const clock = new SteadyClock()
  const latest = Date.now() + 3_600_000
  clock.notBefore(latest)
  expect(clock.now()).toBeGreaterThanOrEqual(latest)
  vi.advanceTimersByTime(10_000)
  expect(clock.now()).toBeGreaterThan(latest + 9_000)
})

test('protocols do not see that the system clock is put forward or back', () => {
  const clock = new SteadyClock(timeSinceNow())
  const before = clock.now()
  for (const by of [3_600_000, -7_200_000]) {
    setSystemClock(by)
    expect(clock.now() - before).toBeLessThan(1_000)
  }
  expect(wallTime()).toBe(Date.now())
})
