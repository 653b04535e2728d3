import { expect, test } from 'vitest'
import { estimate, median, quantile } from './statistics.ts'

test('the median of an even number lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(quantile([1, 2, 3, 4, 5], 0.99)).toBeCloseTo(4.96)
})

test('the interval holds the median and is the same each time', () => {
  const values = [100, 104, 98, 103, 250]
  const { median: middle, low, high } = estimate(values)
  expect(middle).toBe(103)
  expect(low).toBeLessThanOrEqual(103)
  expect(high).toBeGreaterThanOrEqual(103)
  expect(estimate(values)).toEqual(estimate(values))
})
