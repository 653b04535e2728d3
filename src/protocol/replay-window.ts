// Which of the last 128 packet numbers were seen (RFC 3711 §3.3.2, RFC 6347 §4.1.2.6).

const size = 128

export class ReplayWindow {
  #highest = -1
  // The number last seen in each slot: one comparison says "seen", and nothing is ever shifted.
  readonly #slots = new Float64Array(size).fill(-1)

  /** The highest number taken, −1 before the first. */
  get highest(): number {
    return this.#highest
  }

  /** May this number still come? Not if it came before, or is too old to tell. */
  admits(number: number): boolean {
    return number > this.#highest - size && number >= 0 && this.#slots[number % size] !== number
  }

  /** Marks it seen. Only after its packet has proved authentic. */
  take(number: number): void {
    this.#slots[number % size] = number
    if (number > this.#highest) this.#highest = number
  }
}
