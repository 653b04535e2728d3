// Local overload control (RFC 6357 §4): who is late refuses a part of the new calls with 503 before they
// cost anything, rather than serve all of them so late that everybody asks again.

/** Later than this, and callers will soon repeat themselves (T1 is 500 ms). */
const LATE_MS = 400
/** A stall passes by itself; who is late so often in a row is overloaded. */
const LATE_IN_A_ROW = 3
const STEP_DOWN = 0.05
const STEP_UP_MAX = 0.3

/**
 * Calls that are let in whatever happens: one for each time lateness is said, or so many at once. So few
 * overload nobody; who is late for another reason, such as a database that comes back, is worth waiting for.
 */
const ALWAYS_MAX = 5

export class CallGate {
  #refused = 0
  #always = ALWAYS_MAX
  #credit = 0
  #lateInARow = 0

  /** The part of new calls that is refused now, from 0 to 1. */
  get refused(): number {
    return this.#refused
  }

  /** How late we are; said ten times a second. */
  note(lateMs: number): void {
    this.#always = Math.min(ALWAYS_MAX, this.#always + 1)
    this.#lateInARow = lateMs > LATE_MS ? this.#lateInARow + 1 : 0
    if (this.#lateInARow === 0) this.#refused = Math.max(0, this.#refused - STEP_DOWN)
    else if (this.#lateInARow >= LATE_IN_A_ROW)
      this.#refused = Math.min(1, this.#refused + Math.min(STEP_UP_MAX, lateMs / 2000))
  }

  /** May the next call come in? Those that may are spread evenly. */
  admits(): boolean {
    if (this.#refused === 0) return true
    if (this.#always > 0) {
      this.#always--
      return true
    }
    this.#credit = Math.min(1, this.#credit + 1 - this.#refused)
    if (this.#credit < 1) return false
    this.#credit = 0
    return true
  }
}
