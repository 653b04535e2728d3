import { describe, expect, test } from 'vitest'
import { isPath, readPath, substitute } from './json-path.ts'

const contact = {
  Attributes: {
    name: 'Ada',
    'key with space': 'spaced',
    'card-type': 'Visa',
    count: 3,
    vip: true,
    none: null,
    über: 'umlaut',
  },
  AwsRegion: 'eu-north-1',
  SegmentAttributes: { 'connect:Subtype': 'connect:Telephony' },
  Views: { ViewResultData: { Category: ['first', 'second'], Nested: [{ a: { b: 'deep' } }] } },
}
const say = (text: string) => substitute(text, path => readPath(path, contact))

describe('a path is replaced inside a text', () => {
  test.each([
    ['Hello $.Attributes.name', 'Hello Ada'],
    ['your $.Attributes.card-type. Is that right?', 'your Visa. Is that right?'],
    ['$.Attributes.name, $.Attributes.name!', 'Ada, Ada!'],
    ['<speak>$.Attributes.name</speak>', '<speak>Ada</speak>'],
    ["$.Attributes.['key with space'] $.Attributes['key with space']", 'spaced spaced'],
    ['$.Attributes.["key with space"]', 'spaced'],
    ["$['AwsRegion']/$['Attributes']['name']", 'eu-north-1/Ada'],
    ["$.SegmentAttributes['connect:Subtype']", 'connect:Telephony'],
    ['$.Views.ViewResultData.Category.0', 'first'],
    ['$.Views.ViewResultData.Category[1]', 'second'],
    ['$.Views.ViewResultData.Nested[0].a.b', 'deep'],
    ['$$.Attributes.count', '$3'],
    ['$.Attributes.vip and $.Attributes.none', 'true and '],
    ['$.Attributes.über', 'umlaut'],
    ['$.Views.ViewResultData.Category', '["first","second"]'],
  ])('%s', (text, expected) => expect(say(text)).toBe(expected))
})

describe('what leads nowhere is empty, and what is no path stays', () => {
  test.each([
    ['[$.Attributes.missing]', '[]'],
    ['[$.External.a.b]', '[]'],
    ['[$.Attributes.name.first]', '[]'],
    ['[$.Attributes.constructor]', '[]'],
    ['[$.Attributes.toString]', '[]'],
    ['[$.Views.ViewResultData.Category.length]', '[]'],
    ['it costs $.50 or $5', 'it costs $.50 or $5'],
    ['$ . $. $[] $', '$ . $. $[] $'],
    ['no path', 'no path'],
  ])('%s', (text, expected) => expect(say(text)).toBe(expected))
})

test('a whole path is told from a text with a path in it', () => {
  expect(['$.A.b', "$['A']", "$.A.['b c']", '$.A.0'].map(isPath)).toEqual([true, true, true, true])
  expect(['$.A.', 'x $.A', '$.A b', '$', ''].map(isPath)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a path keeps the type of what it leads to', () => {
  expect(readPath('$.Attributes.count', contact)).toBe(3)
  expect(readPath('$.Views.ViewResultData.Category', contact)).toEqual(['first', 'second'])
})

test('a long text of unclosed paths is done in an instant', () => {
  const text = "$.a['".repeat(100_000)
  expect(say(text).length).toBeGreaterThan(0)
})
