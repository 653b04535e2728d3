import type { Instant } from '../../src/core/instant.ts'
import type { Clock } from '../../src/io/clock.ts'

/** A clock that moves only when a test moves it. */
export class VirtualClock implements Clock {
  #now: Instant
  #alarms: { readonly at: Instant; readonly wake: () => void }[] = []

  constructor(start: Instant = Date.UTC(2026, 10, 21, 12)) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  schedule(at: Instant, wake: () => void): () => void {
    const alarm = { at, wake }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter(other => other !== alarm)
    }
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#alarms.length
  }

  /** Moves time forward, waking every alarm on the way in order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#alarms = this.#alarms.filter(alarm => alarm !== next)
      this.#now = Math.max(this.#now, next.at)
      next.wake()
    }
    this.#now = end
  }

  #nextUntil(end: Instant) {
    return this.#alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }
}
