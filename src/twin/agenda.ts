// What is going to happen, earliest first: a binary heap, for many things at a time.
import type { Instant } from '../core/instant.ts'

interface Planned {
  readonly at: Instant
  /** Of two at the same moment the one put down first comes first. */
  readonly order: number
  readonly happen: () => void
}

export class Agenda {
  readonly #heap: Planned[] = []
  #order = 0

  get next(): Instant | undefined {
    return this.#heap[0]?.at
  }

  plan(at: Instant, happen: () => void): void {
    const heap = this.#heap
    const planned = { at, order: this.#order++, happen }
    let index = heap.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent] as Planned
      if (isBefore(above, planned)) break
      heap[index] = above
      index = parent
    }
    heap[index] = planned
  }

  /** Takes out the earliest. */
  take(): Planned | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      if (left >= heap.length) break
      const right = heap[left + 1]
      const leftOne = heap[left] as Planned
      const isRight = right !== undefined && isBefore(right, leftOne)
      const child = isRight ? right : leftOne
      if (isBefore(last, child)) break
      heap[index] = child
      index = isRight ? left + 1 : left
    }
    heap[index] = last
    return first
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
