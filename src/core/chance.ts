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
    const [a, b, c, d] = [this.next(), this.next(), this.next(), this.next()]
    const variant = '89ab'[(c >>> 28) & 3]
    return `${hex8(a)}-${hex4(b >>> 16)}-4${hex4(b).slice(1)}-${variant}${hex4(c >>> 16).slice(1)}-${hex4(c)}${hex8(d)}`
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex4(half: number): string {
  return `${HEX[(half >>> 8) & 255]}${HEX[half & 255]}`
}

function hex8(word: number): string {
  return hex4(word >>> 16) + hex4(word)
}
