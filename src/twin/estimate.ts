// Estimates with their standard errors from batches: the mean of the batches, and how far such a mean
// is usually off. Batches must be long against what the queue remembers.

export interface BatchEstimate {
  readonly mean: number
  readonly standardError: number
  readonly batches: number
}

export function estimateOf(batches: readonly number[]): BatchEstimate {
  const known = batches.filter(value => Number.isFinite(value))
  const count = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const standardError = count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1) / count)
  return { mean, standardError, batches: count }
}
