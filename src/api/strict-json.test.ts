import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseStrictJson } from './strict-json.ts'

const parse = (text: string) => parseStrictJson(Buffer.from(text))

test('whatever JSON says, it says the same here', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), value => {
      const text = JSON.stringify(value)
      expect(parse(text)).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['{"a":1,"a":2}', 'has the member "a" twice'],
  ['{"a":{"b":1,"c":[{"b":1,"b":1}]}}', 'has the member "b" twice'],
  [String.raw`{"name":1,"n\u0061me":2}`, 'has the member "name" twice'],
  ['{"a":1', 'is not JSON'],
  ['', 'is not JSON'],
  ['{"a', 'is not JSON'],
  [String.raw`{"a\x":1,"a\x":2}`, 'twice'],
  ['['.repeat(65) + ']'.repeat(65), 'is nested more than 64 deep'],
  ['{"a":'.repeat(100_000), 'is nested more than 64 deep'],
])('%s is refused', (text, why) => {
  expect(() => parse(text)).toThrow(why)
})

test('one name in two objects, and names and signs inside of texts, are no matter', () => {
  expect(parse('[{"a":1},{"a":2},"\\"a\\":{[,",{"b":{"a":1},"a":"a"}]')).toHaveLength(4)
  expect(parse('['.repeat(64) + ']'.repeat(64))).toBeDefined()
})

test('bytes that are no UTF-8 are refused', () => {
  expect(() => parseStrictJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow('is not UTF-8')
})
