import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPath, readPath, rootedIn, substitute, textOf } from './json-path.ts'

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
const root = rootedIn(contact)
const say = (text: string) => substitute(text, path => readPath(path, root))

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
    ['$.Views.ViewResultData.Nested`[0]`.a.b', 'deep'],
    ["$.SegmentAttributes.['connect:Subtype'].", 'connect:Telephony.'],
    ['"$.Attributes.name":$.Attributes.name;', '"Ada":Ada;'],
    ['$.Attributes.name$.Attributes.name', 'AdaAda'],
    ['`$.Attributes.name`', '`Ada`'],
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
  expect(readPath('$.Attributes.count', root)).toBe(3)
  expect(readPath('$.Views.ViewResultData.Category', root)).toEqual(['first', 'second'])
})

describe('a text of a million hostile characters is done in an instant', () => {
  test.each([
    ["$.a['"],
    ['$'],
    ['$.a'],
    ['$.a[0]'],
    ['.a'],
    ["['a']"],
    ['$.$['],
    ['$.a`['],
    ['$["'],
    ['[0]`'],
  ])(
    '%s, over and over',
    part => {
      const text = `$.Attributes${part.repeat(Math.ceil(1_000_000 / part.length))}`
      expect(say(text).length).toBeGreaterThanOrEqual(0)
      expect(readPath(text, root) === undefined || isPath(text)).toBe(true)
    },
    1000,
  )
})

test('whatever stands in a text and in what it speaks of, reading it throws nothing', () => {
  const piece = fc.constantFrom(
    ...['$', '.', '[', ']', "'", '"', '`', '\\', '-', '_', ' ', '0', '99', 'a', 'Attributes'],
    ...['__proto__', 'constructor', 'length', '\u0000', '😀', '\ud800', 'ü', '$.', "['"],
  )
  const text = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(text, fc.object({ maxDepth: 3 }), (path, given) => {
      const read = rootedIn(JSON.parse(JSON.stringify(given)))
      const value = readPath(path, read)
      expect(typeof textOf(value)).toBe('string')
      expect(typeof substitute(path, each => readPath(each, read))).toBe('string')
      if (value !== undefined) expect(isPath(path)).toBe(true)
    }),
    { numRuns: 2000, seed: 20261121 },
  )
})

test('what nests too deep to be written down is spoken of as nothing', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
  expect(textOf(deep)).toBe('')
})

test('a text does not grow without end, however often a path stands in it', () => {
  const long = 'x'.repeat(100_000)
  const text = substitute('$.a'.repeat(100_000), () => long)
  expect(text).toHaveLength(200_000)
})
