// Deadlines of one endpoint, the earliest first. Most of them are one of a handful of times away (T1, T4,
// 64 × T1), and those set later come due later: each such time has a line of its own, in which a timer is
// put at the end and taken from the front. The others are in a binary heap. A cancelled timer stays where
// it is until it comes up, or in the heap until cancelled ones are the most.
import type { Instant } from '../instant.ts'

export interface Timer {
  readonly at: Instant
  readonly order: number
  run: (() => void) | undefined
  inHeap: boolean
}

class Line {
  #timers: Timer[] = []
  #first = 0

  get first(): Timer | undefined {
    for (let timer = this.#timers[this.#first]; timer; timer = this.#timers[this.#first]) {
      if (timer.run) return timer
      this.shift()
    }
    return undefined
  }

  /** False when it would not be the last. */
  push(timer: Timer): boolean {
    const last = this.#timers[this.#timers.length - 1]
    if (last && last.at > timer.at) return false
    this.#timers.push(timer)
    return true
  }

  shift(): void {
    this.#first++
    if (this.#first < 1024 || this.#first * 2 < this.#timers.length) return
    this.#timers = this.#timers.slice(this.#first)
    this.#first = 0
  }
}

export class TimerQueue {
  readonly #lines: ReadonlyMap<number, Line>
  readonly #heap = new TimerHeap()
  #order = 0
  #now: Instant = 0

  /** Delays that are set often have a line; more than a few cost more to look through than they save. */
  constructor(delays: readonly number[] = []) {
    this.#lines = new Map(delays.map(delay => [delay, new Line()]))
  }

  set(at: Instant, run: () => void): Timer {
    const timer: Timer = { at, order: this.#order++, run, inHeap: false }
    if (!this.#lines.get(at - this.#now)?.push(timer)) this.#heap.push(timer)
    return timer
  }

  cancel(timer: Timer | undefined): void {
    if (timer?.run === undefined) return
    timer.run = undefined
    if (timer.inHeap) this.#heap.cancelled()
  }

  nextDeadline(): Instant | undefined {
    return this.#next()?.at
  }

  /** Runs what is due, in order; what is set meanwhile and due as well runs too. */
  advance(now: Instant): void {
    this.#now = now
    for (let timer = this.#next(); timer && timer.at <= now; timer = this.#next()) {
      const { run } = timer
      this.cancel(timer)
      run?.()
    }
  }

  #next(): Timer | undefined {
    let next = this.#heap.first
    for (const { first } of this.#lines.values()) {
      if (first && (!next || byTime(first, next) < 0)) next = first
    }
    return next
  }
}

class TimerHeap {
  #timers: Timer[] = []
  #cancelled = 0

  get first(): Timer | undefined {
    for (let timer = this.#timers[0]; timer; timer = this.#timers[0]) {
      if (timer.run) return timer
      this.#pop()
      this.#cancelled--
    }
    return undefined
  }

  /** One of those inside has been cancelled. */
  cancelled(): void {
    this.#cancelled++
    if (this.#cancelled <= 64 || this.#cancelled * 2 <= this.#timers.length) return
    this.#timers = this.#timers.filter(timer => timer.run !== undefined).sort(byTime)
    this.#cancelled = 0
  }

  push(timer: Timer): void {
    timer.inHeap = true
    this.#timers.push(timer)
    this.#siftUp(this.#timers.length - 1)
  }

  #pop(): void {
    const last = this.#timers.pop()
    if (last === undefined || this.#timers.length === 0) return
    this.#timers[0] = last
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
      if (smaller >= this.#timers.length || !this.#swapIfLater(at, smaller)) return
      at = smaller
    }
  }

  #isEarlier(one: number, other: number): boolean {
    const a = this.#timers[one]
    const b = this.#timers[other]
    return a !== undefined && b !== undefined && byTime(a, b) < 0
  }

  #swapIfLater(upper: number, lower: number): boolean {
    const a = this.#timers[upper]
    const b = this.#timers[lower]
    if (a === undefined || b === undefined || byTime(a, b) <= 0) return false
    this.#timers[upper] = b
    this.#timers[lower] = a
    return true
  }
}

function byTime(a: Timer, b: Timer): number {
  return a.at - b.at || a.order - b.order
}
