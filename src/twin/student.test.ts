import { expect, test } from 'vitest'
import { studentQuantile } from './student.ts'

test.each([
  // From published tables.
  [1, 0.975, 12.706],
  [2, 0.975, 4.303],
  [3, 0.975, 3.182],
  [9, 0.975, 2.262],
  [10, 0.95, 1.812],
  [19, 0.975, 2.093],
  [1000, 0.975, 1.962],
])('with %i degrees of freedom %f lies below %f', (degrees, share, value) => {
  expect(studentQuantile(share, degrees)).toBeCloseTo(value, 3)
})
