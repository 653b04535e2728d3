import { expect, test } from 'vitest'
import { referencesOf, segmentAttributesOf } from './written-contact.ts'

const TEXT = 'x'.repeat(33_000)

test('contacts cannot be started with more than 32 KB of references or segment attributes', () => {
  expect(() => referencesOf({ note: { Type: 'STRING', Value: TEXT } })).toThrow('32 KB')
  expect(() => segmentAttributesOf({ note: { ValueString: TEXT } })).toThrow('32 KB')
  expect(referencesOf({ note: { Type: 'STRING', Value: 'short' } })).toEqual({
    note: { Type: 'STRING', Value: 'short' },
  })
  expect(referencesOf(undefined)).toBeUndefined()
})
