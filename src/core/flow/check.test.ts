import { describe, expect, test } from 'vitest'
import type { FlowType } from '../directory/document.ts'
import type { Json, JsonObject } from '../json.ts'
import { actionRules } from './action-rules.ts'
import { actions } from './actions.ts'
import type { FlowReferences } from './check/checking.ts'
import { checkFlow } from './check.ts'

const everything: FlowReferences = { exists: () => true }
const nothing: FlowReferences = { exists: () => false }

interface Shape {
  readonly type: string
  readonly parameters?: JsonObject
  readonly errors?: readonly string[]
  readonly conditions?: readonly (readonly [string, ...string[]])[]
  readonly next?: string
}

/** A flow of one action, whose branches lead to an end. */
function flowWith({ type, parameters = {}, errors = [], conditions = [], next = 'end' }: Shape) {
  const Transitions: Json = {
    NextAction: next,
    Errors: errors.map(ErrorType => ({ ErrorType, NextAction: 'end' })),
    Conditions: conditions.map(([Operator, ...Operands]) => {
      return { NextAction: 'end', Condition: { Operator, Operands } }
    }),
  }
  const Actions = [
    { Identifier: 'it', Type: type, Parameters: parameters, Transitions },
    { Identifier: 'end', Type: 'EndFlowExecution' },
  ]
  return JSON.stringify({ Version: '2019-10-30', StartAction: 'it', Actions })
}

function errorsOf(shape: Shape, flowType: FlowType = 'CONTACT_FLOW', references = everything) {
  return checkFlow(flowWith(shape), flowType, references)
    .filter(each => each.severity === 'error')
    .map(each => each.code)
}

const menu: Shape = {
  type: 'GetParticipantInput',
  parameters: { Text: 'Press 1', InputTimeLimitSeconds: '5', StoreInput: 'False' },
  errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'],
  conditions: [['Equals', '1']],
}
const stored: Shape = {
  type: 'GetParticipantInput',
  parameters: {
    Text: 'Number?',
    InputTimeLimitSeconds: '5',
    StoreInput: 'True',
    InputValidation: { CustomValidation: { MaximumLength: '4' } },
  },
  errors: ['NoMatchingError'],
}

describe('a good flow has no errors', () => {
  test.each<[Shape, FlowType]>([
    [{ type: 'MessageParticipant', parameters: { Text: 'Hi' } }, 'CONTACT_FLOW'],
    [menu, 'CONTACT_FLOW'],
    [stored, 'CUSTOMER_QUEUE'],
    [
      { type: 'TransferContactToQueue', errors: ['QueueAtCapacity', 'NoMatchingError'] },
      'QUEUE_TRANSFER',
    ],
    [
      {
        type: 'Loop',
        parameters: { LoopCount: 3 },
        conditions: [
          ['Equals', 'ContinueLooping'],
          ['Equals', 'DoneLooping'],
        ],
      },
      'AGENT_WHISPER',
    ],
    [
      {
        type: 'Compare',
        parameters: { ComparisonValue: "$.Attributes.['a b']" },
        errors: ['NoMatchingCondition'],
        conditions: [
          ['NumberGreaterThan', '3'],
          ['TextContains', '$.Attributes.x'],
        ],
      },
      'CONTACT_FLOW',
    ],
  ])('$0.type', (shape, flowType) => expect(errorsOf(shape, flowType)).toEqual([]))
})

describe('what the service refuses is an error', () => {
  test.each<[string, Shape, string, FlowType?]>([
    ['a way to nowhere', { ...menu, next: 'nowhere' }, 'danglingTransition'],
    ['an invented type', { type: 'PlayPrompt' }, 'unknownType'],
    ['a menu in a whisper', menu, 'wrongFlowType', 'AGENT_WHISPER'],
    ['hanging up on hold', { type: 'DisconnectParticipant' }, 'wrongFlowType', 'CUSTOMER_HOLD'],
    [
      'a prompt in a hold flow',
      { type: 'MessageParticipant', parameters: { Text: 'a' } },
      'wrongFlowType',
      'CUSTOMER_HOLD',
    ],
    ['nothing to say', { type: 'MessageParticipant' }, 'missingParameter'],
    [
      'two things to say',
      { type: 'MessageParticipant', parameters: { Text: 'a', SSML: 'b' } },
      'wrongParameter',
    ],
    ['empty text', { type: 'MessageParticipant', parameters: { Text: '' } }, 'wrongParameter'],
    [
      'no queue',
      { type: 'UpdateContactTargetQueue', errors: ['NoMatchingError'] },
      'missingParameter',
    ],
    [
      'a menu without a timeout branch',
      { ...menu, errors: ['NoMatchingCondition', 'NoMatchingError'] },
      'missingErrorBranch',
    ],
    ['a menu without a limit', { ...menu, parameters: { Text: 'a' } }, 'missingParameter'],
    [
      'a limit of an hour',
      { ...menu, parameters: { ...menu.parameters, InputTimeLimitSeconds: '3600' } },
      'wrongParameter',
    ],
    [
      'a limit by path',
      { ...menu, parameters: { ...menu.parameters, InputTimeLimitSeconds: '$.Attributes.s' } },
      'wrongParameter',
    ],
    ['a key of two digits', { ...menu, conditions: [['Equals', '12']] }, 'wrongCondition'],
    [
      'stored input with a timeout branch',
      { ...stored, errors: ['NoMatchingError', 'InputTimeLimitExceeded'] },
      'wrongErrorBranch',
    ],
    [
      'stored input with conditions',
      { ...stored, conditions: [['Equals', '1']] },
      'wrongCondition',
    ],
    [
      'a full queue without a branch',
      { type: 'TransferContactToQueue', errors: ['NoMatchingError'] },
      'missingErrorBranch',
    ],
    [
      'a loop that never ends',
      { type: 'Loop', parameters: { LoopCount: '1' }, conditions: [['Equals', 'ContinueLooping']] },
      'wrongCondition',
    ],
    ['a loop of 101', { type: 'Loop', parameters: { LoopCount: '101' } }, 'wrongParameter'],
    [
      'a comparison of a literal',
      { type: 'Compare', parameters: { ComparisonValue: 'x' }, errors: ['NoMatchingCondition'] },
      'wrongParameter',
    ],
    [
      'a comparison of a namespace',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Attributes' },
        errors: ['NoMatchingCondition'],
      },
      'wrongParameter',
    ],
    [
      'an invented operator',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Channel' },
        errors: ['NoMatchingCondition'],
        conditions: [['Matches', 'x']],
      },
      'wrongCondition',
    ],
    [
      'an empty operand',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Channel' },
        errors: ['NoMatchingCondition'],
        conditions: [['Equals', '']],
      },
      'wrongCondition',
    ],
    [
      'two operands',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Channel' },
        errors: ['NoMatchingCondition'],
        conditions: [['Equals', 'a', 'b']],
      },
      'wrongCondition',
    ],
    [
      'two branches for one error',
      { ...menu, errors: [...(menu.errors ?? []), 'NoMatchingError'] },
      'wrongErrorBranch',
    ],
    [
      'logging half on',
      { type: 'UpdateFlowLoggingBehavior', parameters: { FlowLoggingBehavior: 'Half' } },
      'wrongParameter',
    ],
    [
      'two hooks',
      {
        type: 'UpdateContactEventHooks',
        parameters: { EventHooks: { CustomerQueue: 'a', CustomerHold: 'b' } },
        errors: ['NoMatchingError'],
      },
      'wrongParameter',
    ],
  ])('%s', (_, shape, code, flowType) => expect(errorsOf(shape, flowType)).toContain(code))

  test('a start that is no action', () => {
    const content = flowWith(menu).replace('"StartAction":"it"', '"StartAction":"x"')
    expect(checkFlow(content, 'CONTACT_FLOW', everything).map(each => each.code)).toContain(
      'missingStart',
    )
  })

  test('content that cannot be read', () => {
    expect(checkFlow('{', 'CONTACT_FLOW', everything)).toMatchObject([{ code: 'notJson' }])
  })
})

describe('what a flow names must be there', () => {
  test.each<[Shape, FlowType]>([
    [
      {
        type: 'UpdateContactTargetQueue',
        parameters: { QueueId: 'q' },
        errors: ['NoMatchingError'],
      },
      'CONTACT_FLOW',
    ],
    [
      { type: 'TransferToFlow', parameters: { ContactFlowId: 'f' }, errors: ['NoMatchingError'] },
      'CONTACT_FLOW',
    ],
    [{ type: 'MessageParticipant', parameters: { PromptId: 'p' } }, 'CONTACT_FLOW'],
    [
      { type: 'MessageParticipantIteratively', parameters: { Messages: [{ PromptId: 'p' }] } },
      'CUSTOMER_HOLD',
    ],
    [
      {
        type: 'UpdateContactEventHooks',
        parameters: { EventHooks: { CustomerQueue: 'f' } },
        errors: ['NoMatchingError'],
      },
      'CONTACT_FLOW',
    ],
  ])('$0.type', (shape, flowType) => {
    expect(errorsOf(shape, flowType, nothing)).toEqual(['unknownReference'])
    expect(errorsOf(shape, flowType, everything)).toEqual([])
  })

  test('but what it finds out while it runs is not looked up', () => {
    const parameters = { QueueId: '$.Attributes.queue' }
    const shape = { type: 'UpdateContactTargetQueue', parameters, errors: ['NoMatchingError'] }
    expect(errorsOf(shape, 'CONTACT_FLOW', nothing)).toEqual([])
  })
})

const unbuilt = [...actionRules.keys()].find(type => !actions.has(type))

test.skipIf(!unbuilt)('an action we do not have yet is a warning, naming the action', () => {
  const problems = checkFlow(flowWith({ type: unbuilt ?? '' }), 'CONTACT_FLOW', everything)
  expect(problems).toContainEqual(
    expect.objectContaining({ code: 'notBuilt', severity: 'warning', action: 'it' }),
  )
})

test('there is a rule for each of the 68 types of the flow language', () => {
  expect(actionRules.size).toBe(68)
})
