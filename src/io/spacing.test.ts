import { expect, test } from 'vitest'
import { Spacing } from './spacing.ts'

const limits = { perSecond: 300, maxMs: 10 }

/** Passes on what comes so often for a second; how long the last ones waited. */
function waits(perSecond: number): number[] {
  const spacing = new Spacing(limits)
  const waited: number[] = []
  let due: number | undefined
  for (let at = 0; at < 1000; at++) {
    for (let each = 0; each < perSecond / 1000; each++) {
      const comes = perSecond >= 1000 || at % (1000 / perSecond) === 0
      if (!comes) continue
      spacing.note(at)
      const wait = spacing.waitMs(at)
      waited.push(due === undefined ? wait : due - at)
      due ??= at + wait
    }
    if (due !== undefined && due <= at) {
      spacing.passedOn(at)
      due = undefined
    }
  }
  return waited.slice(-50)
}

test('what comes now and then is passed on at once', () => {
  expect(Math.max(...waits(100))).toBe(0)
  expect(Math.max(...waits(250))).toBe(0)
})

test('what comes fast is passed on together, and never later than the maximum', () => {
  const longest = Math.max(...waits(500))
  expect(longest).toBeGreaterThan(0)
  expect(longest).toBeLessThanOrEqual(4)
  expect(Math.max(...waits(1000))).toBeGreaterThan(8)
  expect(Math.max(...waits(5000))).toBeLessThanOrEqual(10)
})

test('after a pause the first is passed on at once again', () => {
  const spacing = new Spacing(limits)
  spacing.note(0, 1000)
  spacing.passedOn(0)
  expect(spacing.waitMs(1)).toBe(9)
  spacing.note(300)
  expect(spacing.waitMs(300)).toBe(0)
})
