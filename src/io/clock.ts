// The only door to time: `systemClock` in production, a virtual one in tests.
import type { Instant } from '../core/instant.ts'

export interface Clock {
  now(): Instant
  /** Runs `wake` once, at `at`; returns a function that cancels it. */
  schedule(at: Instant, wake: () => void): () => void
}

/** Longest time a timer of Node's takes; what is further off is armed again. */
const TIMER_MAX_MS = 2_000_000_000
/** How fast time goes while it is ahead of the system's clock. */
const CATCH_UP_RATE = 0.99

/**
 * The system's time, but it never goes back and never stands still: when the system's clock is put
 * back, this one goes a little slower until the other has caught up. Otherwise everything that
 * waits for a moment, from SIP timers to offers, would wait an hour longer.
 */
export class SteadyClock implements Clock {
  #now = Date.now()
  #readAt = performance.now()

  now(): Instant {
    const at = performance.now()
    this.#now = Math.max(Date.now(), this.#now + (at - this.#readAt) * CATCH_UP_RATE)
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

export const systemClock = new SteadyClock()
