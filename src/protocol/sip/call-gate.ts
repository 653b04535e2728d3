// Local overload control (RFC 6357 §4): who is late refuses a part of the new calls with 503 before they
// cost anything, rather than serve all of them so late that everybody asks again.

/** Later than this, and callers will soon repeat themselves (T1 is 500 ms). */
const LATE_MS = 400
/** A stall passes by itself; who is late so often in a row is overloaded. */
const LATE_IN_A_ROW = 3
const STEP_DOWN = 0.05
const STEP_UP_MAX = 0.3

export class CallGate {
  #refused = 0
  #credit = 0
  #lateInARow = 0

  /** The part of new calls that is refused now, from 0 to 1. */
  get refused(): number {
    return this.#refused
  }

  /** How late we are; said ten times a second. */
  note(lateMs: number): void {
    this.#lateInARow = lateMs > LATE_MS ? this.#lateInARow + 1 : 0
    if (this.#lateInARow === 0) this.#refused = Math.max(0, this.#refused - STEP_DOWN)
    else if (this.#lateInARow >= LATE_IN_A_ROW)
      this.#refused = Math.min(1, this.#refused + Math.min(STEP_UP_MAX, lateMs / 2000))
  }

  /** May the next call come in? Those that may are spread evenly. */
  admits(): boolean {
    if (this.#refused === 0) return true
    this.#credit = Math.min(1, this.#credit + 1 - this.#refused)
    if (this.#credit < 1) return false
    this.#credit = 0
    return true
  }
}
