// One after the other, in the order they came, for each key of its own.

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Does the work when all work of this key before is done, however it came out. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const turn = before.then(work, work)
    this.#last.set(key, turn)
    const done = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key)
    }
    turn.then(done, done)
    return turn
  }
}
