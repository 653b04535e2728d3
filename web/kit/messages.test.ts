import { expect, test } from 'vitest'
import { en } from './messages/en.ts'
import { messagesFor } from './messages.ts'

test('a user gets the first language we speak, and English when we speak none', () => {
  expect(messagesFor(['en-GB', 'de'])).toBe(en)
  expect(messagesFor(['xx'])).toBe(en)
  expect(messagesFor([])).toBe(en)
})
