import { expect, test } from 'vitest'
import { Dice } from './distribution.ts'
import { estimateOf } from './estimate.ts'

test('without luck the estimate is the mean, and its error that of a mean', () => {
  const { mean, standardError, batches } = estimateOf([1, 2, 3, 4, Number.NaN])
  expect(mean).toBeCloseTo(2.5, 12)
  // The deviation is √(5 ÷ 3), of four values.
  expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
  expect(batches).toBe(4)
  expect(estimateOf([7]).standardError).toBeNaN()
})

test('known luck is taken out: what is left is closer to the truth, and its error says so', () => {
  const dice = new Dice(5, 1)
  const luck = Array.from({ length: 60 }, () => [dice.uniform() - 0.5, dice.uniform() - 0.5, 0])
  // 10 is the truth; the second luck is said twice as much as the first, and a little is chance.
  const values = luck.map(([a = 0, b = 0]) => 10 + 3 * a + 6 * b + (dice.uniform() - 0.5) / 100)
  const plain = estimateOf(values)
  const controlled = estimateOf(values, luck)
  expect(Math.abs(controlled.mean - 10)).toBeLessThan(3 * controlled.standardError)
  expect(controlled.standardError).toBeLessThan(plain.standardError / 100)
})

test('luck that is told twice is told once', () => {
  const luck = [0.1, -0.2, 0.3, 0, -0.1].map(value => [value, value])
  const values = [2.1, 1.8, 2.31, 2, 1.9]
  expect(estimateOf(values, luck).mean).toBeCloseTo(
    estimateOf(
      values,
      luck.map(([a = 0]) => [a]),
    ).mean,
    9,
  )
})
