import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const TYPE = 'UpdateContactAttributes'

test('names and values may hold paths, and numbers become text', () => {
  const flow = runAction(
    TYPE,
    { Attributes: { greeting: 'Hi $.Attributes.name', '$.Attributes.name': 'x', count: 3 } },
    { attributes: { name: 'Ada' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.attributes).toEqual({ name: 'Ada', greeting: 'Hi Ada', Ada: 'x', count: '3' })
})

test.each([
  { Attributes: { good: '1', 'a.b': '2' } },
  { Attributes: { a$: '1' } },
  { Attributes: { '': '1' } },
  { Attributes: { big: 'x'.repeat(33_000) } },
  { Attributes: { a: '1' }, TargetContact: 'Related' },
])('all of them are written or none', parameters => {
  const flow = runAction(TYPE, parameters)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.contact.attributes).toEqual({})
})

test('attributes of the related contact are written in place of its own', () => {
  const parameters = { Attributes: { a: '$.Attributes.name' }, TargetContact: 'related' }
  const flow = runAction(TYPE, parameters, { isRelated: true, attributes: { name: 'Ada' } })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setAttributes')).toEqual([
    { do: 'setAttributes', attributes: { a: 'Ada' }, of: 'related' },
  ])
})

test('a contact has 32 KB of attributes, whatever they are written in', () => {
  const parameters = { Attributes: { '$.Attributes.name': '$.Attributes.text' } }
  const attributes = { name: 'other', text: 'x'.repeat(20_000) }
  const flow = runAction(TYPE, parameters, { attributes })
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.contact.attributes).toEqual(attributes)
})
