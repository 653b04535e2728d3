import { expect, test } from 'vitest'
import { reconnectDelayMs } from './reconnecting-socket.ts'

test('pages try again soon at first, then less often, and never later than after 10 s', () => {
  const latest = [0, 1, 2, 5, 10, 50].map(attempt => reconnectDelayMs(attempt, 1))
  expect(latest).toEqual([250, 375, 563, 1898, 10_000, 10_000])
})

test('pages that lost the server together do not come back together', () => {
  expect([0, 0.25, 0.9].map(random => reconnectDelayMs(2, random))).toEqual([0, 141, 506])
})
