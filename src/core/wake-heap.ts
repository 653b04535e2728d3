// When something must be looked at even if nothing else happens: a binary heap of moments, each
// with the name of a contact or agent. Entries are never taken back; whoever is woken too early
// or for nothing looks, and goes on.
import type { Instant } from './instant.ts'

export interface Wake {
  readonly at: Instant
  readonly kind: 'contact' | 'agent'
  readonly id: string
}

export class WakeHeap {
  readonly #heap: Wake[] = []

  /** The earliest. */
  get first(): Wake | undefined {
    return this.#heap[0]
  }

  push(wake: Wake): void {
    const heap = this.#heap
    let index = heap.push(wake) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || above.at <= wake.at) break
      heap[index] = above
      heap[parent] = wake
      index = parent
    }
  }

  /** Takes out the earliest entry that is due at `now`. */
  popDue(now: Instant): Wake | undefined {
    const first = this.#heap[0]
    if (first === undefined || first.at > now) return undefined
    this.pop()
    return first
  }

  /** Drops the earliest. */
  pop(): void {
    const last = this.#heap.pop()
    if (last !== undefined && this.#heap.length > 0) this.#sink(last)
  }

  #sink(wake: Wake): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const smaller = at(heap, left + 1) < at(heap, left) ? left + 1 : left
      const below = heap[smaller]
      if (below === undefined || below.at >= wake.at) break
      heap[index] = below
      index = smaller
    }
    heap[index] = wake
  }
}

function at(heap: readonly Wake[], index: number): number {
  return heap[index]?.at ?? Number.POSITIVE_INFINITY
}
