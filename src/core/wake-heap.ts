// When something must be looked at even if nothing else happens: a binary heap of moments, each
// with the name of a contact or agent, or that of the rules on metrics. Entries are never taken back; whoever is woken too early
// or for nothing looks, and goes on. Those of one moment come in the order of their names, so that
// a centre that was restored goes through them as the former one did.
import type { Instant } from './instant.ts'

export interface Wake {
  readonly at: Instant
  readonly kind: 'contact' | 'agent' | 'rules'
  readonly id: string
}

export class WakeHeap {
  readonly #heap: Wake[] = []

  /** All entries, the earliest first. */
  sorted(): Wake[] {
    return this.#heap.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  /** In place of what was there. */
  replace(wakes: readonly Wake[]): void {
    this.#heap.length = 0
    for (const wake of wakes) this.push(wake)
  }

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
      if (above === undefined || !isBefore(wake, above)) break
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
      const [one, other] = [heap[left], heap[left + 1]]
      const smaller = one && other && isBefore(other, one) ? left + 1 : left
      const below = heap[smaller]
      if (below === undefined || !isBefore(below, wake)) break
      heap[index] = below
      index = smaller
    }
    heap[index] = wake
  }
}

function isBefore(one: Wake, other: Wake): boolean {
  if (one.at !== other.at) return one.at < other.at
  return one.kind === other.kind ? one.id < other.id : one.kind < other.kind
}
