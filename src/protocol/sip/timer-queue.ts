// Deadlines of one endpoint, the earliest first: a binary heap in which a cancelled entry stays until it
// comes up or until cancelled ones are the most.
import type { Instant } from '../instant.ts'

export interface Timer {
  readonly at: Instant
  readonly order: number
  run: (() => void) | undefined
}

export class TimerQueue {
  #heap: Timer[] = []
  #cancelled = 0
  #order = 0

  set(at: Instant, run: () => void): Timer {
    const timer = { at, order: this.#order++, run }
    this.#heap.push(timer)
    this.#siftUp(this.#heap.length - 1)
    return timer
  }

  cancel(timer: Timer | undefined): void {
    if (timer?.run === undefined) return
    timer.run = undefined
    this.#cancelled++
    if (this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#compact()
  }

  nextDeadline(): Instant | undefined {
    this.#dropCancelled()
    return this.#heap[0]?.at
  }

  /** Runs what is due, in order; what is set meanwhile and due as well runs too. */
  advance(now: Instant): void {
    for (;;) {
      this.#dropCancelled()
      const first = this.#heap[0]
      if (first === undefined || first.at > now) return
      this.#pop()
      const run = first.run
      first.run = undefined
      run?.()
    }
  }

  #dropCancelled(): void {
    while (this.#heap.length > 0 && this.#heap[0]?.run === undefined) {
      this.#pop()
      this.#cancelled--
    }
  }

  #compact(): void {
    this.#heap = this.#heap.filter(timer => timer.run !== undefined).sort(byTime)
    this.#cancelled = 0
  }

  #pop(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#siftDown(0)
  }

  #siftUp(start: number): void {
    let at = start
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#swapIfLater(parent, at)) return
      at = parent
    }
  }

  #siftDown(start: number): void {
    let at = start
    for (;;) {
      const left = 2 * at + 1
      const smaller = this.#isEarlier(left + 1, left) ? left + 1 : left
      if (smaller >= this.#heap.length || !this.#swapIfLater(at, smaller)) return
      at = smaller
    }
  }

  #isEarlier(one: number, other: number): boolean {
    const a = this.#heap[one]
    const b = this.#heap[other]
    return a !== undefined && b !== undefined && byTime(a, b) < 0
  }

  #swapIfLater(upper: number, lower: number): boolean {
    const a = this.#heap[upper]
    const b = this.#heap[lower]
    if (a === undefined || b === undefined || byTime(a, b) <= 0) return false
    this.#heap[upper] = b
    this.#heap[lower] = a
    return true
  }
}

function byTime(a: Timer, b: Timer): number {
  return a.at - b.at || a.order - b.order
}
