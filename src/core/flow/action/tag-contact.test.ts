import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const tag = (Tags: Record<string, string>, tags: Record<string, string> = {}) =>
  runAction('TagContact', { Tags }, { tags, attributes: { team: 'gold', long: 'x'.repeat(257) } })

test('keys and values may hold paths', () => {
  const flow = tag({ team: '$.Attributes.team', 'of-$.Attributes.team': 'yes' })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('tag')).toEqual([{ do: 'tag', tags: { team: 'gold', 'of-gold': 'yes' } }])
})

const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map(n => [`k${n}`, 'v']))

test.each([
  ['nothing', {}, {}],
  ['a tag of the system', { 'aws:connect:x': 'y' }, {}],
  ['seven at once', { ...six, k7: 'v' }, {}],
  ['a seventh', { k7: 'v' }, six],
  ['a key of 129 characters', { ['k'.repeat(129)]: 'v' }, {}],
  ['an empty key', { '': 'v' }, {}],
  ['a key with a brace', { '{a}': 'v' }, {}],
  ['a value of 257 characters', { a: '$.Attributes.long' }, {}],
])('%s is refused, and nothing is tagged', (_, tags, before) => {
  const flow = tag(tags as Record<string, string>, before as Record<string, string>)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('tag')).toEqual([])
})

test('a tag that is there gets its new value, and tags of the system do not count', () => {
  expect(tag({ k6: 'w' }, six).wayOut).toBe('next')
  expect(tag(six, { 'aws:connect:instanceId': 'i' }).wayOut).toBe('next')
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('it works on %s', channel => {
  expect(runAction('TagContact', { Tags: { a: 'b' } }, { channel }).wayOut).toBe('next')
})
