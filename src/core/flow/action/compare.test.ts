import { expect, test } from 'vitest'
import { runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { Action } from '../flow.ts'

const compare = (path: string, ...operands: string[]) =>
  runAction(
    'Compare',
    { ComparisonValue: path },
    { attributes: { a: 'gold', empty: '', b: 'gold' } },
    operands,
  )

test.each([
  ['$.Attributes.a', '=gold'],
  ['$.Attributes.empty', 'NoMatchingCondition'],
  ['$.Attributes.missing', 'NoMatchingCondition'],
  ['$.External.missing', 'NoMatchingCondition'],
])('%s leaves by %s', (path, way) => {
  expect(compare(path, 'silver', 'gold').wayOut).toBe(way)
})

test('an operand may be a path', () => {
  expect(compare('$.Attributes.a', '$.Attributes.b').wayOut).toBe('=$.Attributes.b')
})

test('what is missing does not equal something else that is missing', () => {
  expect(compare('$.Attributes.x', '$.Attributes.y').wayOut).toBe('NoMatchingCondition')
})

test('what is empty does not equal something that is missing', () => {
  expect(compare('$.Attributes.empty', '$.Attributes.y').wayOut).toBe('NoMatchingCondition')
  expect(compare('$.Attributes.empty', '').wayOut).toBe('=')
})

test.each([
  ['Equals', 'Gold', 'no'],
  ['TextStartsWith', '12', 'yes'],
  ['TextEndsWith', '.5', 'yes'],
  ['TextContains', '2.', 'yes'],
  ['NumberGreaterThan', '12.49', 'yes'],
  ['NumberGreaterThan', '12.5', 'no'],
  ['NumberGreaterOrEqualTo', '12.50', 'yes'],
  ['NumberLessThan', '100', 'yes'],
  ['NumberLessOrEqualTo', '12', 'no'],
  ['NumberLessThan', 'many', 'no'],
  ['NumberLessThan', '', 'no'],
  ['NumberLessThan', ' 1e2 ', 'yes'],
  ['NumberLessThan', '0xff', 'no'],
  ['NumberLessThan', 'Infinity', 'no'],
  ['NumberGreaterThan', '-13', 'yes'],
  ['NumberGreaterThan', '$.Attributes.n', 'no'],
  ['NumberGreaterOrEqualTo', '$.Attributes.n', 'yes'],
  ['NumberGreaterOrEqualTo', '$.Attributes.missing', 'no'],
  ['KeyExists', 'x', 'yes'],
  ['Invented', '12.5', 'no'],
])('12.5 %s %s: %s', (operator, operand, answer) => {
  const compare: Action = {
    identifier: 'compare',
    type: 'Compare',
    parameters: { ComparisonValue: '$.Attributes.n' },
    nextAction: 'no',
    errors: [{ errorType: 'NoMatchingCondition', nextAction: 'no' }],
    conditions: [{ operator, operands: [operand], nextAction: 'yes' }],
  }
  const end = (identifier: string): Action => {
    return { identifier, type: 'Nowhere', parameters: {}, errors: [], conditions: [] }
  }
  const actions = new Map([compare, end('yes'), end('no')].map(each => [each.identifier, each]))
  const flow = new ScriptedFlow({ startAction: 'compare', actions }, { attributes: { n: '12.5' } })
  expect(flow.wayOut).toBe(answer)
})
