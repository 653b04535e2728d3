// Sums of squares of many slices of a simulation, and lines through them.

/** A square matrix whose other half mirrors the one that is kept. */
export class Squares {
  readonly size: number
  readonly #rows: readonly Float64Array[]

  constructor(size: number) {
    this.size = size
    this.#rows = Array.from({ length: size }, (_, row) => new Float64Array(row + 1))
  }

  /** Adds the products of a row's terms with one another. */
  add(row: Float64Array): void {
    for (let each = 0; each < this.size; each++) {
      const value = row[each] as number
      const sums = this.#rows[each] as Float64Array
      if (value === 0) continue
      for (let other = 0; other <= each; other++) {
        sums[other] = (sums[other] as number) + value * (row[other] as number)
      }
    }
  }

  plus(other: Squares, sign: 1 | -1): Squares {
    const sum = new Squares(this.size)
    for (const [index, row] of sum.#rows.entries()) {
      const [one, two] = [this.#rows[index] ?? row, other.#rows[index] ?? row]
      for (let each = 0; each <= index; each++) {
        row[each] = (one[each] as number) + sign * (two[each] as number)
      }
    }
    return sum
  }

  /**
   * The vector that gives `wanted` when multiplied with this (Cholesky). `ridge` is added to each square but
   * that of the first term, the constant, so that terms which say almost nothing new are not given any
   * weight whatever.
   */
  solve(wanted: Float64Array, ridge: number): Float64Array {
    const lower = this.#factor(ridge)
    const solved = Float64Array.from(wanted)
    for (let row = 0; row < this.size; row++) {
      const line = lower[row] as Float64Array
      let rest = solved[row] as number
      for (let each = 0; each < row; each++)
        rest -= (line[each] as number) * (solved[each] as number)
      solved[row] = rest / (line[row] as number)
    }
    for (let row = this.size - 1; row >= 0; row--) {
      const value = (solved[row] as number) / (lower[row]?.[row] as number)
      solved[row] = value
      const line = lower[row] as Float64Array
      for (let each = 0; each < row; each++) {
        solved[each] = (solved[each] as number) - (line[each] as number) * value
      }
    }
    return solved
  }

  #factor(ridge: number): readonly Float64Array[] {
    const lower = this.#rows.map(row => Float64Array.from(row))
    for (let row = 0; row < this.size; row++) {
      const line = lower[row] as Float64Array
      for (let column = 0; column <= row; column++) {
        const above = lower[column] as Float64Array
        let rest = line[column] as number
        if (row === column && row > 0) rest += ridge
        for (let each = 0; each < column; each++) {
          rest -= (line[each] as number) * (above[each] as number)
        }
        line[column] =
          row === column ? Math.sqrt(Math.max(rest, ridge)) : rest / (above[column] as number)
      }
    }
    return lower
  }
}
