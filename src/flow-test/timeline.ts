// What is going to happen by itself in virtual time, earliest first; at the same moment in the order
// in which it was put down.
import type { Instant } from '../core/instant.ts'

interface Planned {
  readonly at: Instant
  readonly happen: () => void
}

export class Timeline {
  readonly #planned: Planned[] = []

  /** When the next thing happens. */
  get next(): Instant | undefined {
    return this.#planned[0]?.at
  }

  plan(at: Instant, happen: () => void): void {
    let index = this.#planned.length
    while (index > 0 && (this.#planned[index - 1]?.at ?? 0) > at) index--
    this.#planned.splice(index, 0, { at, happen })
  }

  /** Takes out what is due at `now`. */
  takeDue(now: Instant): (() => void) | undefined {
    const [first] = this.#planned
    if (!first || first.at > now) return undefined
    this.#planned.shift()
    return first.happen
  }
}
