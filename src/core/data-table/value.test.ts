import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DataTableAttribute, DataTableValidation } from '../directory/document.ts'
import { emptyValue, readValue, valueProblem } from './value.ts'

const attribute = (
  ValueType: DataTableAttribute['ValueType'],
  Validation: DataTableValidation = {},
): DataTableAttribute => {
  const stamp = { Revision: 1, LastModifiedTime: 0 }
  return { AttributeId: 'a', Name: 'It', ValueType, Primary: false, Validation, ...stamp }
}

test.each<[DataTableAttribute['ValueType'], string, DataTableValidation, string | undefined]>([
  ['TEXT', '', {}, undefined],
  ['TEXT', 'ab', { MinLength: 3 }, 'It has 3 to 1000 characters.'],
  ['TEXT', '😀😀', { MaxLength: 2 }, undefined],
  ['TEXT', 'x'.repeat(1001), {}, 'It has 0 to 1000 characters.'],
  ['TEXT', 'RED', { Enum: { Strict: true, Values: ['red'] } }, 'It is one of red.'],
  ['TEXT', 'RED', { IgnoreCase: true, Enum: { Strict: true, Values: ['red'] } }, undefined],
  ['TEXT', 'blue', { Enum: { Values: ['red'] } }, undefined],
  ['NUMBER', '-1.5e3', {}, undefined],
  ['NUMBER', '', {}, 'It is a number.'],
  ['NUMBER', '0x10', {}, 'It is a number.'],
  ['NUMBER', '5', { Minimum: 5, Maximum: 5 }, undefined],
  ['NUMBER', '5', { ExclusiveMinimum: 5 }, 'It is more than 5.'],
  ['NUMBER', '5', { ExclusiveMaximum: 5 }, 'It is less than 5.'],
  ['NUMBER', '0.3', { MultipleOf: 0.1 }, undefined],
  ['NUMBER', '0.35', { MultipleOf: 0.1 }, 'It is a multiple of 0.1.'],
  ['NUMBER', '2.0', { Enum: { Strict: true, Values: ['2'] } }, undefined],
  ['BOOLEAN', 'true', {}, undefined],
  ['BOOLEAN', 'True', {}, 'It is true or false.'],
  ['TEXT_LIST', '["a","b"]', { MaxValues: 2 }, undefined],
  ['TEXT_LIST', '["a","b"]', { MaxValues: 1 }, 'It lists 0 to 1 values.'],
  ['TEXT_LIST', '["a",1]', {}, 'It lists texts.'],
  ['TEXT_LIST', 'a,b', {}, 'It is a JSON list.'],
  ['NUMBER_LIST', '[1,"2"]', { Minimum: 1 }, undefined],
  ['NUMBER_LIST', '[0]', { Minimum: 1 }, 'It is at least 1.'],
  ['NUMBER_LIST', '[true]', {}, 'It lists numbers.'],
])('%s %s %j: %s', (type, text, validation, problem) => {
  expect(valueProblem(attribute(type, validation), text)).toBe(problem)
})

test('whatever is written, it is judged without an accident, and what is right can be read', () => {
  const type = fc.constantFrom<DataTableAttribute['ValueType']>(
    'TEXT',
    'NUMBER',
    'BOOLEAN',
    'TEXT_LIST',
    'NUMBER_LIST',
  )
  const text = fc.oneof(fc.string(), fc.json({ maxDepth: 2 }), fc.double().map(String))
  fc.assert(
    fc.property(type, text, (type, text) => {
      const of = attribute(type)
      if (valueProblem(of, text) === undefined) expect(readValue(of, text)).toBeDefined()
      expect(valueProblem(of, emptyValue(type))).toBeUndefined()
    }),
    { numRuns: 1000, seed: 20261121 },
  )
})
