// Estimates with their standard errors from batches. Batches must be long against what the queue remembers.

export interface BatchEstimate {
  readonly mean: number
  readonly standardError: number
  readonly batches: number
}

/**
 * The mean of the batches, and how far such a mean is usually off. With `luck`, the known luck of each
 * batch (0 is none), the value a batch without luck would have: the intercept of a least-squares line.
 */
export function estimateOf(
  batches: readonly number[],
  luck?: readonly (readonly number[])[],
): BatchEstimate {
  const known = batches.flatMap((value, index) => {
    return Number.isFinite(value) ? [{ value, x: [1, ...(luck?.[index] ?? [])] }] : []
  })
  const terms = known[0]?.x.length ?? 1
  const count = known.length
  const squares = empty(terms, terms)
  const products = new Array<number>(terms).fill(0)
  for (const { value, x } of known) {
    for (let row = 0; row < terms; row++) {
      products[row] = (products[row] ?? 0) + (x[row] ?? 0) * value
      for (let column = 0; column < terms; column++) add(squares, row, column, x)
    }
  }
  const inverse = inverted(squares)
  const line = inverse.map(row => dot(row, products))
  const residuals = known.reduce((sum, { value, x }) => sum + (value - dot(x, line)) ** 2, 0)
  const variance = (residuals / (count - terms)) * (inverse[0]?.[0] ?? Number.NaN)
  return {
    mean: line[0] ?? Number.NaN,
    standardError: count > terms ? Math.sqrt(Math.max(0, variance)) : Number.NaN,
    batches: count,
  }
}

type Matrix = number[][]

function empty(rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0))
}

function add(matrix: Matrix, row: number, column: number, x: readonly number[]): void {
  const line = matrix[row]
  if (line) line[column] = (line[column] ?? 0) + (x[row] ?? 0) * (x[column] ?? 0)
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
}

/** Gauss and Jordan, with the largest pivot; a term that says nothing new is left out. */
function inverted(matrix: Matrix): Matrix {
  const size = matrix.length
  const work = matrix.map((row, index) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === index ? 1 : 0)),
  ])
  for (let column = 0; column < size; column++) {
    const rows = work.slice(column)
    const pivot = rows.reduce((best, row) => {
      return Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best
    })
    const at = work.indexOf(pivot)
    const head = pivot[column] ?? 0
    if (Math.abs(head) < 1e-12) continue
    ;[work[at], work[column]] = [work[column] ?? [], pivot]
    for (let each = 0; each < pivot.length; each++) pivot[each] = (pivot[each] ?? 0) / head
    for (const row of work) {
      const factor = row === pivot ? 0 : (row[column] ?? 0)
      if (factor === 0) continue
      for (let each = 0; each < row.length; each++) {
        row[each] = (row[each] ?? 0) - factor * (pivot[each] ?? 0)
      }
    }
  }
  return work.map(row => row.slice(size))
}
