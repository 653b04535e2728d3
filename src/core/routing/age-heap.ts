// A priority queue of things by age, the oldest first. Ages lie beside each other in one typed
// array, so that finding the oldest of four children reads one cache line.

/** What can stand in one age heap at a time. */
export interface Aged {
  /** Decides between equals; unique in its heap. */
  readonly tie: string
  /** Where it stands in its heap, -1 when in none. Kept by the heap. */
  position: number
}

/** Four children per node. Every operation is O(log n); reading the oldest is O(1). */
export class AgeHeap<T extends Aged> {
  #since = new Float64Array(4)
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  get oldest(): T | undefined {
    return this.#items[0]
  }

  /** Since when the oldest has been here; Infinity when there is none. */
  get oldestSince(): number {
    return this.#items.length === 0 ? Number.POSITIVE_INFINITY : at(this.#since, 0)
  }

  /** The oldest so many, the oldest first, and since when they have been here. */
  first(count: number): { readonly item: T; readonly since: number }[] {
    const found: { readonly item: T; readonly since: number }[] = []
    const next = this.size > 0 ? [0] : []
    while (found.length < count && next.length > 0) {
      let oldest = 0
      for (let index = 1; index < next.length; index++) {
        if (this.#isBefore(next[index] as number, next[oldest] as number)) oldest = index
      }
      const position = next[oldest] as number
      next[oldest] = next[next.length - 1] as number
      next.pop()
      found.push({ item: this.#items[position] as T, since: at(this.#since, position) })
      const end = Math.min(4 * position + 5, this.size)
      for (let child = 4 * position + 1; child < end; child++) next.push(child)
    }
    return found
  }

  push(item: T, since: number): void {
    const position = this.#items.length
    if (position === this.#since.length) this.#grow()
    this.#items.push(item)
    this.#rise(position, item, since)
  }

  remove(item: T): void {
    const position = item.position
    const moved = this.#items.pop() as T
    const since = at(this.#since, this.#items.length)
    item.position = -1
    if (moved === item) return
    if (!this.#rise(position, moved, since)) this.#sink(position, moved, since)
  }

  /** Puts the item at the position or above it. Answers whether it went up. */
  #rise(from: number, item: T, since: number): boolean {
    const items = this.#items
    const ages = this.#since
    let position = from
    while (position > 0) {
      const parent = (position - 1) >> 2
      const parentItem = items[parent] as T
      const parentSince = at(ages, parent)
      if (parentSince < since || (parentSince === since && parentItem.tie < item.tie)) break
      items[position] = parentItem
      ages[position] = parentSince
      parentItem.position = position
      position = parent
    }
    items[position] = item
    ages[position] = since
    item.position = position
    return position < from
  }

  #sink(from: number, item: T, since: number): void {
    const items = this.#items
    const ages = this.#since
    const size = items.length
    let position = from
    for (let first = 4 * position + 1; first < size; first = 4 * position + 1) {
      const child = this.#oldestOf(first, Math.min(first + 4, size))
      const childItem = items[child] as T
      const childSince = at(ages, child)
      if (since < childSince || (since === childSince && item.tie < childItem.tie)) break
      items[position] = childItem
      ages[position] = childSince
      childItem.position = position
      position = child
    }
    items[position] = item
    ages[position] = since
    item.position = position
  }

  #oldestOf(first: number, end: number): number {
    const ages = this.#since
    let best = first
    for (let each = first + 1; each < end; each++) {
      if (at(ages, each) > at(ages, best)) continue
      if (at(ages, each) < at(ages, best) || this.#tie(each) < this.#tie(best)) best = each
    }
    return best
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [at(this.#since, one), at(this.#since, other)]
    return a === b ? this.#tie(one) < this.#tie(other) : a < b
  }

  #tie(position: number): string {
    return (this.#items[position] as T).tie
  }

  #grow(): void {
    const larger = new Float64Array(this.#since.length * 2)
    larger.set(this.#since)
    this.#since = larger
  }
}

/** Positions come from the heap itself, so there is always a number there. */
function at(ages: Float64Array, position: number): number {
  return ages[position] as number
}
