// Who may go now when there is room for so many at once: in the order they came.

export class Turns {
  readonly #max: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Waits for a turn; false when the time was over first. Who was given one gives it back. */
  take(waitMaxMs: number): Promise<boolean> {
    if (this.#taken < this.#max) {
      this.#taken++
      return Promise.resolve(true)
    }
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1)
        resolve(false)
      }, waitMaxMs)
      const go = () => {
        clearTimeout(timer)
        resolve(true)
      }
      this.#waiting.push(go)
    })
  }

  giveBack(): void {
    const next = this.#waiting.shift()
    // It goes from hand to hand, so nobody can push in.
    if (next) next()
    else this.#taken--
  }
}
