// The only door to time: `systemClock` in production, a virtual one in tests.
import type { Instant } from '../core/instant.ts'

export interface Clock {
  now(): Instant
  /** Runs `wake` once, at `at`; returns a function that cancels it. */
  schedule(at: Instant, wake: () => void): () => void
}

/** Longest time a timer of Node's takes; what is further off is armed again. */
const TIMER_MAX_MS = 2_000_000_000
/** How fast time goes while it is ahead of the system's clock: nobody notices, and an hour is made good in a day and a half. */
const CATCH_UP_RATE = 0.97

/**
 * The system's time, but it never goes back and never stands still: when the system's clock is put
 * back, this one goes a little slower until the other has caught up. Otherwise everything that
 * waits for a moment, from SIP timers to offers, would wait an hour longer.
 */
export class SteadyClock implements Clock {
  readonly #wall: () => number
  #now: number
  #readAt = performance.now()

  constructor(wall: () => number = wallTime) {
    this.#wall = wall
    this.#now = wall()
  }

  now(): Instant {
    const at = performance.now()
    this.#now = Math.max(this.#wall(), this.#now + (at - this.#readAt) * CATCH_UP_RATE)
    this.#readAt = at
    return Math.floor(this.#now)
  }

  /** This much has already happened: what comes now comes after it. */
  notBefore(instant: Instant): void {
    this.#now = Math.max(this.#now, instant)
  }

  schedule(at: Instant, wake: () => void): () => void {
    let timer: NodeJS.Timeout
    const arm = () => {
      const delay = Math.max(0, at - this.now())
      timer = setTimeout(() => (this.now() < at ? arm() : wake()), Math.min(delay, TIMER_MAX_MS))
    }
    arm()
    return () => clearTimeout(timer)
  }
}

/** What the system's clock shows, right or wrong: for what others have dated by theirs. */
export function wallTime(): Instant {
  return Date.now()
}

/** For records and whatever waits for a moment of the day. */
export const systemClock = new SteadyClock()

/** The time of now and what has gone by since, whatever becomes of the system's clock. */
export function timeSinceNow(): () => number {
  const started = Date.now() - performance.now()
  return () => started + performance.now()
}

/** For protocols, which only ever ask how long ago: nobody who puts the system's clock forward ends a call or a registration. */
export const runningClock = new SteadyClock(timeSinceNow())
