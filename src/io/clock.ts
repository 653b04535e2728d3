// The only door to time: `systemClock` in production, a virtual one in tests.
import type { Instant } from '../core/instant.ts'

export interface Clock {
  now(): Instant
  /** Runs `wake` once, at `at`; returns a function that cancels it. */
  schedule(at: Instant, wake: () => void): () => void
}

/** Longest time a timer of Node's takes; what is further off is armed again. */
const TIMER_MAX_MS = 2_000_000_000

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(at, wake) {
    let timer: NodeJS.Timeout
    const arm = () => {
      const delay = Math.max(0, at - Date.now())
      timer = delay > TIMER_MAX_MS ? setTimeout(arm, TIMER_MAX_MS) : setTimeout(wake, delay)
    }
    arm()
    return () => clearTimeout(timer)
  },
}
