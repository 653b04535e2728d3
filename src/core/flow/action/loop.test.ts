import { expect, test } from 'vitest'
import { type FlowWorld, runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { Json, JsonObject } from '../../json.ts'
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

/** Loops, saying what `words` lead to each time round. */
function saidWhile(
  parameters: JsonObject,
  words: string,
  world: FlowWorld = {},
): readonly string[] {
  const say = (identifier: string, Text: string, nextAction: string): Action => {
    const type = 'MessageParticipant'
    return { identifier, type, parameters: { Text }, nextAction, errors: [], conditions: [] }
  }
  const actions = [
    { ...loopOf(''), parameters },
    say('again', words, 'loop'),
    say('done', `done${words}`, 'nowhere'),
  ]
  const flow = new ScriptedFlow(
    { startAction: 'loop', actions: new Map(actions.map(each => [each.identifier, each])) },
    world,
  )
  for (let count = 0; count < 20 && flow.waitingAt !== undefined; count++) flow.promptEnds()
  return flow.said
}

test('a loop with a name tells how often it has gone round, from 0', () => {
  const parameters = { LoopCount: '3', LoopName: 'rounds' }
  expect(saidWhile(parameters, '$.Loop.rounds.Index')).toEqual(['0', '1', '2', 'done'])
})

test.each(['LoopArray', 'Array', 'Elements'])(
  'a loop over a list (%s) tells its elements',
  name => {
    const world = {
      attributes: { json: '["a","b"]' },
      namespaces: { External: { list: [{ id: 1 }, { id: 2 }] } },
    }
    const over = (value: Json, words: string) =>
      saidWhile({ LoopName: 'each', [name]: value }, words, world)
    expect(over('$.External.list', '$.Loop.each.Element.id of $.Loop.each.Elements.1.id')).toEqual([
      '1 of 2',
      '2 of 2',
      'done of',
    ])
    expect(over('$.Attributes.json', '$.Loop.each.Element')).toEqual(['a', 'b', 'done'])
    expect(over(['x', 'y'], '$.Loop.each.Element')).toEqual(['x', 'y', 'done'])
    expect(over([], 'x')).toEqual(['donex'])
  },
)

test('a list that is none, or too long, takes the error branch', () => {
  for (const LoopArray of ['$.Attributes.nothing', 'words', '{}', 7, Array(101).fill('x')]) {
    const flow = runAction('Loop', { LoopName: 'each', LoopArray })
    expect(flow.wayOut).toBe('NoMatchingError')
  }
})
