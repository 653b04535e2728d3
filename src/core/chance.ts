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
    put(a >>> 16, 0)
    put(a, 4)
    put(b >>> 16, 9)
    put(b, 14)
    put(c >>> 16, 19)
    put(c, 24)
    put(d >>> 16, 28)
    put(d, 32)
    CODES[14] = DIGITS.charCodeAt(4)
    CODES[19] = DIGITS.charCodeAt(8 + ((c >>> 28) & 3))
    return String.fromCharCode.apply(undefined, CODES)
  }
}

const DIGITS = '0123456789abcdef'

/** Of the UUID that is being made: made as one text, not of twenty parts that live as long as it does. */
const CODES = Array.from('00000000-0000-0000-0000-000000000000', digit => digit.charCodeAt(0))

/** Writes four digits. */
function put(half: number, at: number): void {
  CODES[at] = DIGITS.charCodeAt((half >>> 12) & 15)
  CODES[at + 1] = DIGITS.charCodeAt((half >>> 8) & 15)
  CODES[at + 2] = DIGITS.charCodeAt((half >>> 4) & 15)
  CODES[at + 3] = DIGITS.charCodeAt(half & 15)
}
