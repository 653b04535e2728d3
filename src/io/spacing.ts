// Things that come one by one are passed on at once; things that come fast wait a little for each
// other, because waking the next process costs the same for one as for many.
import type { Instant } from '../core/instant.ts'

/** How often in this long something came says how long the next may wait. */
const WINDOW_MS = 100

export interface SpacingLimits {
  /** Up to so many a second, nothing waits. */
  readonly perSecond: number
  readonly maxMs: number
}

/** The wait grows by this much for every hundred a second more. */
const MS_PER_HUNDRED = 2

export class Spacing {
  readonly #limits: SpacingLimits
  #windowBegan: Instant = 0
  #count = 0
  #before = 0
  #passedOn: Instant = 0

  constructor(limits: SpacingLimits) {
    this.#limits = limits
  }

  /** So many more have come. */
  note(now: Instant, count = 1): void {
    const since = now - this.#windowBegan
    if (since >= WINDOW_MS) {
      this.#before = since < 2 * WINDOW_MS ? this.#count : 0
      this.#count = 0
      this.#windowBegan = now
    }
    this.#count += count
  }

  /** What there is has been passed on. */
  passedOn(now: Instant): void {
    this.#passedOn = now
  }

  /** How long to wait before it is passed on: 0 when little comes, or when the last time is long ago. */
  waitMs(now: Instant): number {
    return Math.max(0, this.#passedOn + this.#spacingMs(now) - now)
  }

  #spacingMs(now: Instant): number {
    if (now - this.#windowBegan >= 2 * WINDOW_MS) return 0
    const { perSecond, maxMs } = this.#limits
    const rate = (Math.max(this.#count, this.#before) * 1000) / WINDOW_MS
    const hundreds = (rate - perSecond) / 100
    return Math.min(maxMs, Math.max(0, Math.round(hundreds * MS_PER_HUNDRED)))
  }
}
