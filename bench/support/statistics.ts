// Medians, and how far they may be trusted.
import { Chance } from '../../src/core/chance.ts'

export interface Estimate {
  readonly median: number
  /** 95 % of the medians of resampled measurements lie between these. */
  readonly low: number
  readonly high: number
}

const RESAMPLES = 2000

/** The median with its bootstrap interval; the same numbers give the same interval. */
export function estimate(values: readonly number[]): Estimate {
  const chance = new Chance([1, 2, 3, 4])
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(values.map(() => values[chance.below(values.length)] ?? 0)),
  )
  return {
    median: median(values),
    low: quantile(medians, 0.025),
    high: quantile(medians, 0.975),
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Between the two nearest ranks in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = share * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? Number.NaN
  const above = sorted[Math.ceil(rank)] ?? Number.NaN
  return below + (above - below) * (rank - Math.floor(rank))
}
