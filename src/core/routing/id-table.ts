// Things by their id, for very many of them that come and go all the time. A built-in Map touches
// several far places of memory for each; here the search runs along one small array of numbers.

/** What can stand in a table. */
export interface Keyed {
  /** Its id. */
  readonly tie: string
  /** Kept by the table. */
  hash: number
}

/** Open addressing with linear probing; at most half full. */
export class IdTable<T extends Keyed> {
  /** 0 where nothing is, else the hash of what is. */
  #hashes = new Int32Array(16)
  #items: (T | undefined)[] = empty(16)
  #size = 0

  /** Puts a thing in under its id, and answers what was there before. */
  put(item: T): T | undefined {
    if (this.#size * 2 >= this.#hashes.length) this.#grow()
    const hash = hashOf(item.tie)
    item.hash = hash
    const slot = this.#find(item.tie, hash)
    const former = this.#items[slot]
    this.#hashes[slot] = hash
    this.#items[slot] = item
    if (former === undefined) this.#size++
    return former
  }

  /** Takes a thing out and answers it. */
  take(id: string): T | undefined {
    const slot = this.#find(id, hashOf(id))
    const item = this.#items[slot]
    if (item === undefined) return undefined
    this.#size--
    this.#close(slot)
    return item
  }

  /** Takes out a thing that is there; its id need not be read again. */
  remove(item: T): void {
    const mask = this.#hashes.length - 1
    let slot = item.hash & mask
    while (this.#items[slot] !== item) slot = (slot + 1) & mask
    this.#size--
    this.#close(slot)
  }

  /** Where the id is, or would be put. */
  #find(id: string, hash: number): number {
    const hashes = this.#hashes
    const mask = hashes.length - 1
    let slot = hash & mask
    while (hashes[slot] !== 0) {
      if (hashes[slot] === hash && this.#items[slot]?.tie === id) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  /** Empties a slot and moves up what could not be found across the gap (Knuth 6.4, algorithm R). */
  #close(from: number): void {
    const hashes = this.#hashes
    const items = this.#items
    const mask = hashes.length - 1
    let gap = from
    for (let slot = (gap + 1) & mask; hashes[slot] !== 0; slot = (slot + 1) & mask) {
      const hash = hashes[slot] as number
      const fromHome = (slot - hash) & mask
      if (fromHome < ((slot - gap) & mask)) continue
      hashes[gap] = hash
      items[gap] = items[slot]
      gap = slot
    }
    hashes[gap] = 0
    items[gap] = undefined
  }

  #grow(): void {
    const items = this.#items
    this.#hashes = new Int32Array(items.length * 2)
    this.#items = empty(items.length * 2)
    for (const item of items) {
      if (item === undefined) continue
      const slot = this.#find(item.tie, item.hash)
      this.#hashes[slot] = item.hash
      this.#items[slot] = item
    }
  }
}

function empty(length: number): undefined[] {
  return new Array<undefined>(length).fill(undefined)
}

/** FNV-1a with a last stir, for the low bits choose the slot; never 0. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  }
  hash ^= hash >>> 15
  return hash === 0 ? 1 : hash
}
