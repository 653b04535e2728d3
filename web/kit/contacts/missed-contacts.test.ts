import { expect, test } from 'vitest'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { withMissed } from './missed-contacts.ts'

const HOUR = 3_600_000

function contact(state: AgentPageContact['state'], since = 0, contactId = 'c1'): AgentPageContact {
  const customerAddress = '+12065550100'
  return {
    contactId,
    channel: 'VOICE',
    state,
    since,
    muted: false,
    customerAddress,
    attributes: {},
  }
}

test('a call that was missed is remembered after it is cleared, once however often it is shown', () => {
  const missed = withMissed([], [contact('MISSED', 5)], 6)
  expect(missed).toEqual([
    { contactId: 'c1', channel: 'VOICE', customerAddress: '+12065550100', at: 5 },
  ])
  expect(withMissed(missed, [contact('MISSED', 5)], 7)).toBe(missed)
  expect(withMissed(missed, [], 8)).toBe(missed)
})

test('the same call missed again is there twice, newest first; what was taken or refused is not', () => {
  const missed = withMissed([], [contact('MISSED', 5)], 6)
  const again = withMissed(missed, [contact('MISSED', 9), contact('REJECTED', 9, 'c2')], 10)
  expect(again.map(each => each.at)).toEqual([9, 5])
})

test('after a day it is forgotten', () => {
  const missed = withMissed([], [contact('MISSED', 0)], 1)
  expect(withMissed(missed, [], 25 * HOUR)).toEqual([])
})
