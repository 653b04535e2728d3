// How often somebody may do something: so many at once, and so many a second in the long run.
import type { Instant } from '../../core/instant.ts'

export interface Limit {
  readonly burst: number
  readonly perSecond: number
}

export class Allowance {
  readonly #limit: Limit
  #left: number
  #at: Instant

  constructor(limit: Limit, now: Instant) {
    this.#limit = limit
    this.#left = limit.burst
    this.#at = now
  }

  /** Uses one up; false when there is none. */
  take(now: Instant): boolean {
    const { burst, perSecond } = this.#limit
    const grown = (Math.max(0, now - this.#at) * perSecond) / 1000
    this.#left = Math.min(burst, this.#left + grown)
    this.#at = now
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
