// Chance and identity for the core: a seeded generator whose whole state is four numbers, so that
// replaying the journal makes the same ids and draws the same lots.

export type ChanceState = readonly [number, number, number, number]

/** xoshiro128**, a small generator with a period of 2^128 - 1. Not for secrets. */
export class Chance {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor([a, b, c, d]: ChanceState) {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#d = d | 0
    if ((this.#a | this.#b | this.#c | this.#d) === 0) this.#d = 1
  }

  get state(): ChanceState {
    return [this.#a, this.#b, this.#c, this.#d]
  }

  /** An integer from 0 to 2^32 - 1. */
  next(): number {
    const product = Math.imul(this.#b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = (this.#d << 11) | (this.#d >>> 21)
    return result
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor((this.next() / 4_294_967_296) * below)
  }

  /** A UUID of version 4 form. */
  uuid(): string {
    const hex = [this.next(), this.next(), this.next(), this.next()]
      .map(word => word.toString(16).padStart(8, '0'))
      .join('')
    const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
