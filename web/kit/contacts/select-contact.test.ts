import { expect, test } from 'vitest'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { contactAfter, selectContact } from './select-contact.ts'

const contact = (contactId: string): AgentPageContact => ({
  contactId,
  channel: 'CHAT',
  state: 'CONNECTED',
  since: 0,
  muted: false,
  attributes: {},
})
const [one, two] = [contact('one'), contact('two')]

test('what comes in does not take the screen, and what goes leaves it to another', () => {
  expect(selectContact([one, two], 'two')).toBe(two)
  expect(selectContact([one], 'two')).toBe(one)
  expect(selectContact([], 'two')).toBeUndefined()
})

test('one key goes round all contacts', () => {
  expect(contactAfter([one, two], 'one')).toBe('two')
  expect(contactAfter([one, two], 'two')).toBe('one')
  expect(contactAfter([one, two], undefined)).toBe('one')
  expect(contactAfter([], 'one')).toBeUndefined()
})
