import { expect, test } from 'vitest'
import type { JsonObject } from '../../json.ts'
import { bindReferences, isUnbound } from './flow-references.ts'

const QUEUE = 'arn:aws:connect:us-east-1:000000000000:instance/i1/queue/q1'

function flowOf(...actions: readonly (readonly [string, string, JsonObject])[]): JsonObject {
  return {
    Version: '2019-10-30',
    StartAction: actions[0]?.[0],
    Metadata: {
      ActionMetadata: { choose: { parameters: { QueueId: { displayName: 'Sales' } } } },
    },
    Actions: actions.map(([Identifier, Type, Parameters]) => {
      return { Identifier, Type, Parameters, Transitions: {} }
    }),
  }
}

const flow = flowOf(
  ['choose', 'UpdateContactTargetQueue', { QueueId: QUEUE }],
  ['hook', 'UpdateContactEventHooks', { EventHooks: { CustomerQueue: '' } }],
  [
    'ask',
    'InvokeLambdaFunction',
    { LambdaFunctionARN: 'arn:aws:lambda:\u0024{Region}:\u0024{Account}:function:f' },
  ],
  [
    'loop',
    'MessageParticipantIteratively',
    { Messages: [{ PromptId: 'p1' }, { Text: 'Hi {{name}}' }] },
  ],
  ['go', 'TransferToFlow', { ContactFlowId: '$.Attributes.flow' }],
)

const parametersOf = (document: JsonObject) =>
  (document.Actions as JsonObject[]).map(each => each.Parameters)

test('what a flow names is listed with what it is; what is read at run time is not', () => {
  const { open, bound } = bindReferences(flow, {})
  expect(bound).toEqual([])
  expect(open.map(each => [each.action, each.parameter, each.kind, each.name])).toEqual([
    ['choose', 'QueueId', 'queue', 'Sales'],
    ['hook', 'EventHooks.CustomerQueue', 'contact-flow', ''],
    ['ask', 'LambdaFunctionARN', 'function', ''],
    ['loop', 'Messages.0.PromptId', 'prompt', ''],
    ['loop', 'Messages.1.Text', 'placeholder', ''],
  ])
  expect(open.filter(isUnbound).map(each => each.action)).toEqual(['hook', 'ask', 'loop'])
})

test.each([
  ['its ARN', { [QUEUE]: 'new' }],
  ['its id', { q1: 'new' }],
  ['its name', { Sales: 'new' }],
  ['its kind and name', { 'queue:Sales': 'new' }],
  ['where it stands', { 'choose.QueueId': 'new' }],
])('a reference is bound by %s', (_, map) => {
  const bound = bindReferences(flow, map)
  expect(parametersOf(bound.flow)[0]).toEqual({ QueueId: 'new' })
  expect(bound.bound).toHaveLength(1)
})

test('an empty reference is bound by where it stands, a placeholder by its name', () => {
  const map = {
    'hook.EventHooks.CustomerQueue': 'f1',
    Region: 'eu-west-1',
    Account: '1',
    name: 'Ada',
  }
  const { flow: filled, open } = bindReferences(flow, map)
  const [, hook, ask, loop] = parametersOf(filled)
  expect(hook).toEqual({ EventHooks: { CustomerQueue: 'f1' } })
  expect(ask).toEqual({ LambdaFunctionARN: 'arn:aws:lambda:eu-west-1:1:function:f' })
  expect(loop).toEqual({ Messages: [{ PromptId: 'p1' }, { Text: 'Hi Ada' }] })
  expect(open.filter(isUnbound)).toEqual([])
})
