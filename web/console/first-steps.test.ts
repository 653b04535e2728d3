import { expect, test } from 'vitest'
import type { Overview } from '../../src/api/contract/page-http.ts'
import { stepsDone } from './first-steps.ts'

const fresh: Overview = {
  now: 0,
  instance: { id: 'i', alias: 'demo', arn: 'arn' },
  numbers: [{ number: '+15550100' }],
  queues: [],
  agents: [],
  recentContacts: [],
}
const ana = { username: 'ana', status: 'Offline', since: 0, contacts: [] }
const call = { contactId: 'c', initiatedAt: 0, recording: false }

test('an empty centre has every step before it', () => {
  expect([...stepsDone(fresh)]).toEqual([])
})

test('steps are ticked off by what is so', () => {
  const numbers = [{ number: '+15550100', flow: 'Sample inbound flow', flowId: 'f' }]
  expect([...stepsDone({ ...fresh, numbers, agents: [ana] })]).toEqual(['number', 'people'])
  const available = { ...ana, status: 'Available' }
  expect(stepsDone({ ...fresh, agents: [available] }).has('available')).toBe(true)
})

test('a call that nobody answered is not the first one', () => {
  expect(stepsDone({ ...fresh, recentContacts: [call] }).has('answered')).toBe(false)
})

test('after the first answered call the agent may be away again', () => {
  const done = stepsDone({ ...fresh, agents: [ana], recentContacts: [{ ...call, agent: 'ana' }] })
  expect(done.has('available')).toBe(true)
  expect(done.has('answered')).toBe(true)
})
