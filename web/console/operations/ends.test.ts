import { expect, test } from 'vitest'
import { endOf } from './ends.ts'

const noon = new Date(2026, 2, 28, 12, 0).getTime()

test('a notice ends after some hours, at midnight, when it did before, or never', () => {
  expect(endOf('forever', noon, undefined)).toBeUndefined()
  expect(endOf('4', noon, undefined)).toBe(noon + 4 * 3_600_000)
  expect(endOf('today', noon, undefined)).toBe(new Date(2026, 2, 29).getTime())
  expect(endOf('kept', noon, noon + 5)).toBe(noon + 5)
  expect(endOf('kept', noon, noon - 5)).toBeUndefined()
})
