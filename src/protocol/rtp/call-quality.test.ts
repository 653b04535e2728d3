import { expect, test } from 'vitest'
import { meanOpinionScore } from './call-quality.ts'

test('a perfect line is as good as a telephone gets, loss and delay are heard', () => {
  const score = (loss: number, jitterMs: number, roundTripMs: number) =>
    Number(meanOpinionScore({ loss, jitterMs, roundTripMs }).toFixed(1))
  expect(score(0, 0, 20)).toBe(4.4)
  expect(score(0.01, 5, 60)).toBe(4.3)
  expect(score(0.05, 20, 150)).toBe(3.8)
  expect(score(0, 10, 600)).toBe(3.5)
  expect(score(0.3, 50, 400)).toBe(1.2)
  expect(score(1, 500, 5000)).toBe(1)
})
