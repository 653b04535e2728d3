import { expect, test } from 'vitest'
import { DigitPace } from './digit-pace.ts'

test('whoever types is heard, and a flood is cut to what somebody could have typed', () => {
  const pace = new DigitPace()
  const typed = (count: number, everyMs: number, from: number) =>
    Array.from({ length: count }, (_, i) => pace.allows(from + i * everyMs)).filter(Boolean).length
  expect(typed(100, 100, 0)).toBe(100)
  expect(typed(5000, 1, 20_000)).toBeLessThan(150)
  expect(typed(10, 100, 40_000)).toBe(10)
})
