// How fast digits may come. Nobody types faster; a flood of digits is no typing.
import type { Instant } from './instant.ts'

const DIGITS_PER_SECOND = 20
const BURST = 32

export class DigitPace {
  #allowance = BURST
  #at: Instant = 0

  /** Whether one more digit may count now. */
  allows(now: Instant): boolean {
    const earned = ((now - this.#at) / 1000) * DIGITS_PER_SECOND
    this.#allowance = Math.min(BURST, this.#allowance + earned)
    this.#at = now
    if (this.#allowance < 1) return false
    this.#allowance--
    return true
  }
}
