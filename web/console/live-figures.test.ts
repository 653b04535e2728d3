import { expect, test } from 'vitest'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { liveFigures } from './live-figures.ts'

const nothing: Overview = {
  now: 0,
  instance: { id: 'i1', alias: 'demo', arn: 'arn' },
  numbers: [],
  queues: [],
  agents: [],
  recentContacts: [],
}

test('the figures count over all queues and agents', () => {
  const figures = liveFigures({
    ...nothing,
    queues: [
      { id: 'q1', name: 'Sales', waiting: 2, oldestMs: 9_000, agentsAvailable: 0 },
      { id: 'q2', name: 'Help', waiting: 1, oldestMs: 40_000, agentsAvailable: 0 },
      { id: 'q3', name: 'Night', waiting: 0, agentsAvailable: 0 },
    ],
    agents: [
      { username: 'a', status: 'Available', since: 0, contacts: [] },
      { username: 'b', status: 'Available', since: 0, contacts: [{ state: 'CONNECTED' }] },
      { username: 'c', status: 'Lunch', since: 0, contacts: [{ state: 'CONNECTED_ONHOLD' }] },
      { username: 'd', status: 'Offline', since: 0, contacts: [] },
    ],
  })
  expect(figures).toEqual({ waiting: 3, oldestMs: 40_000, inCalls: 2, available: 1 })
})

test('nobody waiting is no wait, not a wait of zero', () => {
  expect(liveFigures(nothing).oldestMs).toBeUndefined()
})
