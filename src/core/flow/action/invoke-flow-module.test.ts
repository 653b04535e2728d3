import { expect, test } from 'vitest'
import { type FlowWorld, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'
import type { Flow } from '../flow.ts'
import { parseFlow } from '../parse.ts'

interface Step {
  readonly type: string
  readonly parameters?: JsonObject
  readonly next?: string
  readonly when?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, string>>
}

/** A flow of named steps, the first one first. */
function flowOf(steps: Readonly<Record<string, Step>>): Flow {
  const Actions = Object.entries(steps).map(([Identifier, step]) => ({
    Identifier,
    Type: step.type,
    Parameters: step.parameters ?? {},
    Transitions: {
      NextAction: step.next,
      Errors: Object.entries(step.errors ?? {}).map(([ErrorType, NextAction]) => {
        return { ErrorType, NextAction }
      }),
      Conditions: Object.entries(step.when ?? {}).map(([operand, NextAction]) => {
        return { NextAction, Condition: { Operator: 'Equals', Operands: [operand] } }
      }),
    },
  }))
  const parsed = parseFlow(
    JSON.stringify({ Version: '2019-10-30', StartAction: Actions[0]?.Identifier, Actions }),
  )
  if (!('flow' in parsed)) throw new Error(JSON.stringify(parsed.problems))
  return parsed.flow
}

const say = (Text: string, next?: string): Step => ({
  type: 'MessageParticipant',
  parameters: { Text },
  ...(next !== undefined && { next }),
})

const end = (parameters: JsonObject = {}): Step => ({ type: 'EndFlowModuleExecution', parameters })

/** Hears out every prompt, and answers all that was said. */
function heard(
  steps: Readonly<Record<string, Step>>,
  modules: Readonly<Record<string, Readonly<Record<string, Step>>>>,
  world: FlowWorld = {},
): readonly string[] {
  return played(steps, modules, world).said
}

function played(
  steps: Readonly<Record<string, Step>>,
  modules: Readonly<Record<string, Readonly<Record<string, Step>>>>,
  world: FlowWorld = {},
): ScriptedFlow {
  const parsed = Object.fromEntries(
    Object.entries(modules).map(([id, module]) => [id, flowOf(module)]),
  )
  const flow = new ScriptedFlow(flowOf(steps), { ...world, modules: parsed })
  for (let count = 0; count < 100 && flow.waitingAt !== undefined; count++) flow.promptEnds()
  return flow
}

const call = (FlowModuleId: string, step: Partial<Step> = {}): Step => ({
  type: 'InvokeFlowModule',
  parameters: { FlowModuleId },
  ...step,
})

const branches = {
  next: 'next',
  when: { yes: 'yes', no: 'no' },
  errors: { NoMatchingCondition: 'none', NoMatchingError: 'failed' },
}

const ends = {
  next: say('next'),
  yes: say('yes: $.Modules.ResultData.sum'),
  no: say('no'),
  none: say('none'),
  failed: say('failed'),
}

test('a module says its words and the flow goes on', () => {
  const flow = { in: call('m', { next: 'next' }), ...ends }
  expect(heard(flow, { m: { hello: say('hello', 'back'), back: end() } })).toEqual([
    'hello',
    'next',
  ])
  expect(heard(flow, { m: { hello: say('a path that runs out') } })).toEqual([
    'a path that runs out',
    'next',
  ])
})

test.each([
  ['yes', 'yes: 42'],
  ['no', 'no'],
  ['perhaps', 'none'],
])('the branch of result %s is taken', (Result, words) => {
  const module = { back: end({ Result, ResultData: { sum: 42 } }) }
  expect(heard({ in: call('m', branches), ...ends }, { m: module })).toEqual([words])
})

test('without a result the flow goes on by NextAction, or no condition matches', () => {
  expect(heard({ in: call('m', branches), ...ends }, { m: { back: end() } })).toEqual(['next'])
  const { next: _, ...withoutNext } = branches
  expect(heard({ in: call('m', withoutNext), ...ends }, { m: { back: end() } })).toEqual(['none'])
})

test('a module that does not exist takes the error branch', () => {
  expect(heard({ in: call('nowhere', branches), ...ends }, {})).toEqual(['failed'])
  expect(heard({ in: call('', branches), ...ends }, {})).toEqual(['failed'])
})

test('the module is named by id, ARN or a path', () => {
  const m = { hello: say('hello') }
  const arn = 'arn:aws:connect:us-east-1:000000000000:instance/i/flow-module/m'
  for (const id of ['m', arn, '$.Attributes.module', '$.External.moduleArn']) {
    const world = { attributes: { module: 'm' }, namespaces: { External: { moduleArn: arn } } }
    expect(heard({ in: call(id, branches), ...ends }, { m }, world)).toEqual(['hello', 'next'])
  }
})

test('input arrives with its types, results are overwritten by each call', () => {
  const flow = {
    in: call('m', {
      parameters: {
        FlowModuleId: 'm',
        Input: { name: 'Dear $.Attributes.name', order: { id: '$.External.id', lines: [1, true] } },
      },
      next: 'first',
    }),
    first: say('$.Modules.ResultData.told', 'again'),
    again: call('other', { next: 'second' }),
    second: say('now $.Modules.ResultData.told or $.Modules.Result', 'third'),
    third: say('$.Modules.Input.name'),
  }
  const modules = {
    m: {
      back: end({
        ResultData: {
          told: '$.Modules.Input.name $.Modules.Input.order.id $.Modules.Input.order.lines',
        },
      }),
    },
    other: { back: end({ Result: 'ok' }) },
  }
  const world = { attributes: { name: 'Ana' }, namespaces: { External: { id: 7 } } }
  expect(heard(flow, modules, world)).toEqual(['Dear Ana 7 [1,true]', 'now  or ok'])
})

test('contact attributes are shared, flow attributes are not', () => {
  const set = (scope: 'contact' | 'flow', value: string, next: string): Step =>
    scope === 'contact'
      ? { type: 'UpdateContactAttributes', parameters: { Attributes: { a: value } }, next }
      : {
          type: 'UpdateFlowAttributes',
          parameters: { FlowAttributes: { a: { Value: value } } },
          next,
        }
  const words = '$.Attributes.a and $.FlowAttributes.a'
  const flow = {
    one: set('flow', 'outside', 'in'),
    in: call('m', { next: 'told' }),
    told: say(words),
  }
  const m = {
    a: say(words, 'b'),
    b: set('contact', 'inside', 'c'),
    c: set('flow', 'inside', 'd'),
    d: say(words),
  }
  expect(heard(flow, { m }, { attributes: { a: 'before' } })).toEqual([
    'before and',
    'inside and inside',
    'inside and outside',
  ])
})

test('five modules deep, and no deeper', () => {
  const nested = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map(depth => [
      `m${depth}`,
      {
        say: say(`in ${depth}`, 'call'),
        call: call(`m${depth + 1}`, { next: 'out', errors: { NoMatchingError: 'deep' } }),
        out: say(`out ${depth}`),
        deep: say(`too deep at ${depth}`),
      },
    ]),
  )
  expect(heard({ in: call('m1') }, nested)).toEqual([
    ...['in 1', 'in 2', 'in 3', 'in 4', 'in 5', 'too deep at 5'],
    ...['out 4', 'out 3', 'out 2', 'out 1'],
  ])
})

test('a module that calls itself for ever is stopped', () => {
  const m = { again: call('m', { next: 'on', errors: { NoMatchingError: 'on' } }), on: say('on') }
  expect(heard({ in: call('m', { next: 'next' }), next: say('next') }, { m })).toEqual([
    ...Array(5).fill('on'),
    'next',
  ])
})

test('hanging up in a module ends everything', () => {
  const flow = played(
    { in: call('m', branches), ...ends },
    { m: { bye: { type: 'DisconnectParticipant' } } },
  )
  expect(flow.did('disconnect')).toHaveLength(1)
  expect(flow.said).toEqual([])
  expect(flow.ended).toBe('action')
})

test('loops count for each module call and each flow by itself', () => {
  const loop: Step = {
    type: 'Loop',
    parameters: { LoopCount: '2' },
    when: { ContinueLooping: 'say', DoneLooping: 'out' },
  }
  const m = { loop, say: say('tick', 'loop'), out: end() }
  const flow = { loop, say: call('m', { next: 'loop' }), out: say('done') }
  expect(heard(flow, { m })).toEqual(['tick', 'tick', 'tick', 'tick', 'done'])
})

test('an interrupted queue prompt is gone back to from inside a module', () => {
  const flow = new ScriptedFlow(
    flowOf({
      music: {
        type: 'MessageParticipantIteratively',
        parameters: { Messages: [{ Text: 'music' }], InterruptFrequencySeconds: '30' },
        when: { MessagesInterrupted: 'in' },
      },
      in: call('m', { next: 'music' }),
    }),
    {
      flowType: 'CUSTOMER_QUEUE',
      modules: {
        m: flowOf({ hello: say('please wait', 'end'), end: { type: 'EndFlowExecution' } }),
      },
    },
  )
  flow.pass(30)
  expect(flow.said).toEqual(['music', 'please wait'])
  flow.promptEnds()
  expect(flow.waitingAt).toBe('music')
  expect(flow.said).toEqual(['music', 'please wait', 'music'])
})

test('going back from a flow that is no module ends it', () => {
  const flow = new ScriptedFlow(flowOf({ back: end({ Result: 'x' }) }))
  expect(flow.ended).toBe('noBranch')
})

test('modules that call each other round and round without a pause are given up', () => {
  const again = call('m', { next: 'again', errors: { NoMatchingError: 'again' } })
  expect(played({ again }, { m: { again } }).ended).toBe('tooLong')
})

test('a module that is given its own results twice over, again and again, is refused at 32 KB', () => {
  const twice = { left: '$.Modules.ResultData', right: '$.Modules.ResultData' }
  const flow = {
    in: call('m', {
      parameters: { FlowModuleId: 'm', Input: twice },
      next: 'in',
      errors: { NoMatchingError: 'failed' },
    }),
    failed: say('failed'),
  }
  const ResultData = { left: '$.Modules.Input', right: '$.Modules.Input' }
  expect(heard(flow, { m: { back: end({ ResultData }) } })).toEqual(['failed'])
})
