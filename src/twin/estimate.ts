// Figures of a simulation with their standard errors. It is cut into slices, whose luck is known, and into
// batches of many slices, long against what the queue remembers. What luck does to a figure is learned from
// the other batches (least squares) and taken out of each; how far the batches then differ from one another
// is the standard error. Learned elsewhere, the correction is right on average, whatever it is.
import { Squares } from './least-squares.ts'
import type { Measure } from './measures.ts'

export interface Estimate {
  readonly mean: number
  readonly standardError: number
}

/** Of the mean square of a luck. */
const RIDGE = 1e-6

const UNKNOWN: Estimate = { mean: Number.NaN, standardError: Number.NaN }

export class Estimator {
  /** For each batch, what each slice weighs in it. */
  readonly #weights: readonly Float64Array[]
  readonly #slices: number

  /** @param luck of each slice, always as many numbers; as many slices in each batch */
  constructor(luck: readonly ArrayLike<number>[], batches: number) {
    const size = Math.floor(luck.length / batches)
    this.#slices = size * batches
    const rows = standardised(luck.slice(0, this.#slices))
    const terms = rows[0]?.length ?? 1
    const squares = Array.from({ length: batches }, (_, batch) => {
      const sum = new Squares(terms)
      for (const row of rows.slice(batch * size, (batch + 1) * size)) sum.add(row)
      return sum
    })
    const all = squares.reduce((sum, each) => sum.plus(each, 1), new Squares(terms))
    this.#weights = squares.map((own, batch) => {
      const [from, to] = [batch * size, (batch + 1) * size]
      const line = all
        .plus(own, -1)
        .solve(meanLuck(rows.slice(from, to), terms), RIDGE * rows.length)
      return Float64Array.from(rows, (row, slice) => {
        return slice >= from && slice < to ? 1 / size : -product(line, row)
      })
    })
  }

  /** Of the same measure in each slice. */
  estimate(slices: readonly Measure[]): Estimate {
    const known = slices.slice(0, this.#slices)
    const sums = known.flatMap(each => ('sum' in each ? [each] : []))
    if (sums.length === known.length) {
      return this.#ratio(
        sums.map(each => each.sum),
        sums.map(each => each.of),
      )
    }
    const waits = known.flatMap(each => ('sum' in each ? [] : [each.waitsS]))
    const [first] = known
    return first && 'share' in first ? this.#quantile(waits, first.share) : UNKNOWN
  }

  #ratio(sums: readonly number[], of: readonly number[]): Estimate {
    const [above, below] = [this.#batches(sums), this.#batches(of)]
    const count = above.length
    const whole = total(below)
    const mean = total(above) / whole
    const squares = above.reduce((all, each, batch) => {
      return all + ((each - mean * (below[batch] ?? 0)) / (whole / count)) ** 2
    }, 0)
    return { mean, standardError: Math.sqrt(squares / (count - 1) / count) }
  }

  /** Without luck. */
  #batches(values: readonly number[]): readonly number[] {
    return this.#weights.map(weights => product(weights, values))
  }

  /** Where the estimated share of waits is the one that is asked for. */
  #quantile(waits: readonly Float32Array[], share: number): Estimate {
    const counts = waits.map(each => each.length)
    const within = (limit: number) =>
      this.#ratio(
        waits.map(each => countUpTo(each, limit)),
        counts,
      )
    if (within(0).mean >= share) return { mean: 0, standardError: 0 }
    let [low, high] = [0, Math.max(...waits.map(each => each.at(-1) ?? 0))]
    for (let step = 0; step < 40 && high - low > 1e-6 * high; step++) {
      const middle = (low + high) / 2
      if (within(middle).mean < share) low = middle
      else high = middle
    }
    const mean = (low + high) / 2
    const { standardError } = within(mean)
    const [from, to] = [0.95 * mean, 1.05 * mean]
    const density = (within(to).mean - within(from).mean) / (to - from)
    return { mean, standardError: standardError / density }
  }
}

/** A 1 first, then what varies at all, with a mean square of 1. */
function standardised(luck: readonly ArrayLike<number>[]): readonly Float64Array[] {
  const size = luck[0]?.length ?? 0
  const squares = new Float64Array(size)
  for (const each of luck) {
    for (let term = 0; term < size; term++) {
      squares[term] = (squares[term] as number) + (each[term] ?? 0) ** 2
    }
  }
  const terms = [...squares.keys()].filter(term => (squares[term] as number) > 0)
  const scales = terms.map(term => Math.sqrt(luck.length / (squares[term] as number)))
  return luck.map(each => {
    return Float64Array.from([1, ...terms.map((term, n) => (each[term] ?? 0) * (scales[n] ?? 0))])
  })
}

/** The 1 at the beginning is no luck. */
function meanLuck(rows: readonly Float64Array[], terms: number): Float64Array {
  const mean = new Float64Array(terms)
  for (const row of rows) {
    for (let term = 1; term < terms; term++) {
      mean[term] = (mean[term] as number) + (row[term] as number) / rows.length
    }
  }
  return mean
}

function product(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) {
    sum += (one[index] as number) * (other[index] as number)
  }
  return sum
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0)
}

/** How many are not larger, in a sorted list. */
function countUpTo(sorted: Float32Array, limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
