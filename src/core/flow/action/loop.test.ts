import { expect, test } from 'vitest'
import { runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { Action } from '../flow.ts'

function loopOf(count: string): Action {
  return {
    identifier: 'loop',
    type: 'Loop',
    parameters: { LoopCount: count },
    errors: [],
    conditions: [
      { operator: 'Equals', operands: ['ContinueLooping'], nextAction: 'again' },
      { operator: 'Equals', operands: ['DoneLooping'], nextAction: 'done' },
    ],
  }
}

function flowWith(count: string, afterwards: string): ScriptedFlow {
  const step = (identifier: string, nextAction: string): Action => {
    const parameters = { FlowLoggingBehavior: 'Enabled' }
    const type = 'UpdateFlowLoggingBehavior'
    return { identifier, type, parameters, nextAction, errors: [], conditions: [] }
  }
  const pause: Action = {
    identifier: 'pause',
    type: 'Wait',
    parameters: { TimeLimitSeconds: '1' },
    nextAction: 'loop',
    errors: [],
    conditions: [],
  }
  const actions = [loopOf(count), step('again', 'loop'), step('done', afterwards), pause]
  return new ScriptedFlow({
    startAction: 'loop',
    actions: new Map(actions.map(each => [each.identifier, each])),
  })
}

test.each([
  ['0', 0],
  ['1', 1],
  ['3', 3],
])('a loop of %s goes round %i times', (count, rounds) => {
  const flow = flowWith(count, 'nowhere')
  expect(flow.passed.filter(each => each === 'again')).toHaveLength(rounds)
  expect(flow.passed.at(-1)).toBe('done')
})

test('it starts over when it is reached again', () => {
  const flow = flowWith('2', 'pause')
  flow.pass(1)
  expect(flow.passed.filter(each => each === 'again')).toHaveLength(4)
})

test('a count that is no number takes the error branch', () => {
  for (const LoopCount of ['many', '', '101', '-1']) {
    expect(runAction('Loop', { LoopCount }).wayOut).toBe('NoMatchingError')
  }
  expect(runAction('Loop', { LoopCount: 2 }, {}, ['ContinueLooping']).wayOut).toBe(
    '=ContinueLooping',
  )
})
