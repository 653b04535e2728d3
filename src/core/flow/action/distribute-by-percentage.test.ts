import { expect, test } from 'vitest'
import { ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { Action } from '../flow.ts'

test('3, 6 and 8 per cent of contacts go each way, the rest by the last', () => {
  const less = (operand: string, nextAction: string) => {
    return { operator: 'NumberLessThan', operands: [operand], nextAction }
  }
  const distribute: Action = {
    identifier: 'it',
    type: 'DistributeByPercentage',
    parameters: {},
    errors: [{ errorType: 'NoMatchingCondition', nextAction: 'rest' }],
    conditions: [less('4', 'three'), less('10', 'six'), less('18', 'eight')],
  }
  const ends = ['three', 'six', 'eight', 'rest'].map((identifier): Action => {
    return { identifier, type: 'Nowhere', parameters: {}, errors: [], conditions: [] }
  })
  const actions = new Map([distribute, ...ends].map(each => [each.identifier, each]))
  const shares: Record<string, number> = {}
  for (let lot = 0; lot < 100; lot++) {
    const way = new ScriptedFlow({ startAction: 'it', actions }, { lots: [lot] }).wayOut ?? ''
    shares[way] = (shares[way] ?? 0) + 1
  }
  expect(shares).toEqual({ three: 3, six: 6, eight: 8, rest: 83 })
})
