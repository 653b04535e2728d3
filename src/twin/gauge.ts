// How many there are of something, told by the two knots it lies between: what depends on the number in any
// smooth way is close to a sum over knots. Beyond the knots the line through the last two goes on.

/** Where neighbouring knots are a third to a half apart. */
const USUAL = [0, 1, 2, 3, ...Array.from({ length: 16 }, (_, n) => [4 * 2 ** n, 6 * 2 ** n]).flat()]
const LIMITS_MAX = 4
/** So many at most. */
export const KNOTS = USUAL.length + 2 * LIMITS_MAX
/** Where a gauge stands for less than this share of the time, there is too little to learn from. */
const RARE = 0.02

export class Gauge {
  /** Its place among those of the same simulation. */
  readonly index: number
  /** Of the two knots the lower one. */
  knot = 0
  /** What of the value belongs to the lower knot: the rest belongs to the one above. */
  share = 1
  readonly #knots: readonly number[]
  readonly #visits = new Float64Array(KNOTS)
  #first = 0
  #last: number
  #value = 0

  /** @param limits where something changes suddenly, such as a full queue */
  constructor(index: number, limits: readonly number[] = []) {
    this.index = index
    const sudden = limits.slice(0, LIMITS_MAX).flatMap(limit => [limit - 1, limit])
    const knots = [...new Set([...USUAL, ...sudden.filter(each => each > 0)])]
    this.#knots = knots.sort((a, b) => a - b)
    this.#last = knots.length - 1
  }

  get value(): number {
    return this.#value
  }

  set value(value: number) {
    this.#value = value
    while (this.knot > this.#first && value < this.#at(this.knot)) this.knot--
    while (this.knot < this.#last - 1 && value >= this.#at(this.knot + 1)) this.knot++
    const [low, high] = [this.#at(this.knot), this.#at(this.knot + 1)]
    this.share = (high - value) / (high - low)
  }

  /** It has stood here. */
  visit(weight: number): void {
    this.#visits[this.knot] = (this.#visits[this.knot] as number) + weight
  }

  /** Only the knots where it usually stands are kept. */
  narrow(): void {
    const visits = [...this.#visits]
    const rare = RARE * visits.reduce((sum, each) => sum + each, 0)
    let [first, last] = [0, this.#last]
    for (let below = visits[first] ?? 0; below < rare && first < last - 1; ) {
      below += visits[++first] ?? 0
    }
    for (let above = visits[last] ?? 0; above < rare && last > first + 1; ) {
      above += visits[--last] ?? 0
    }
    this.#first = first
    this.#last = Math.max(last, first + 1)
    this.knot = first
    this.value = this.#value
  }

  #at(knot: number): number {
    return this.#knots[knot] ?? Number.POSITIVE_INFINITY
  }
}
