import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const NUMBER = '+12065550101'
const usual: FlowWorld = {
  queues: [{ id: 'sales' }, { id: 'closed', enabled: false }, { id: 'agent/ana' }],
  agents: ['ana'],
  flows: { back: 'CONTACT_FLOW', hold: 'CUSTOMER_HOLD' },
  targetQueueId: 'sales',
  callbackNumber: NUMBER,
}

const create = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'CreateCallbackContact',
    {
      InitialCallDelaySeconds: '60',
      MaximumConnectionAttempts: '2',
      RetryDelaySeconds: '600',
      ...parameters,
    },
    { ...usual, ...world },
  )

test('promises a call to the queue that was chosen', () => {
  const flow = create()
  expect(flow.wayOut).toBe('next')
  expect(flow.did('createCallback')).toEqual([
    {
      do: 'createCallback',
      number: NUMBER,
      queueId: 'sales',
      delayMs: 60_000,
      retries: 2,
      retryMs: 600_000,
    },
  ])
})

test('takes every parameter from paths and from numbers', () => {
  const flow = create(
    {
      QueueId: '$.Attributes.queue',
      ContactFlowId: '$.Attributes.flow',
      CallerId: '$.Attributes.id',
      InitialCallDelaySeconds: 5,
      MaximumConnectionAttempts: 0,
    },
    { attributes: { queue: 'sales', flow: 'back', id: '+15550100' }, targetQueueId: 'closed' },
  )
  expect(flow.did('createCallback')).toMatchObject([
    { queueId: 'sales', flowId: 'back', callerId: '+15550100', delayMs: 5000, retries: 0 },
  ])
})

test('may be for one agent', () => {
  expect(create({ AgentId: 'ana' }).did('createCallback')).toMatchObject([{ queueId: 'agent/ana' }])
  expect(create({ AgentId: 'nobody' }).wayOut).toBe('NoMatchingError')
})

test.each<[JsonObject, FlowWorld]>([
  [{ InitialCallDelaySeconds: 'soon' }, {}],
  [{ InitialCallDelaySeconds: '-1' }, {}],
  [{ RetryDelaySeconds: '259201' }, {}],
  [{ MaximumConnectionAttempts: 'all' }, {}],
  [{ QueueId: 'none' }, {}],
  [{ QueueId: 'closed' }, {}],
  [{ ContactFlowId: 'none' }, {}],
  [{ ContactFlowId: 'hold' }, {}],
  [{}, { callbackNumber: 'browser' }],
  [{}, { forbidden: [NUMBER] }],
  [{}, { whyNoCallback: 'There are too many.' }],
  [{}, { targetQueueId: 'none' }],
])('promises nothing that cannot be kept: %j %j', (parameters, world) => {
  const flow = create(parameters, world)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('createCallback')).toEqual([])
})

test.each(['CHAT', 'TASK', 'EMAIL'] as const)('is not for %s', channel => {
  expect(create({}, { channel }).wayOut).toBe('NoMatchingError')
})
