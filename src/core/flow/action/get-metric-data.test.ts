import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const agents = {
  online: 9,
  available: 1,
  staffed: 4,
  afterContactWork: 2,
  busy: 3,
  missed: 6,
  nonProductive: 5,
}
const world: FlowWorld = {
  queues: [
    { id: 'sales', name: 'Sales' },
    { id: 'empty', name: 'Empty' },
  ],
  agents: ['ana'],
  targetQueueId: 'sales',
  attributes: { channel: 'Chat' },
  metrics: {
    sales: { size: 12, oldestAgeMs: 61_500, agents, estimatedWaitMs: 90_000 },
    'sales CHAT': { size: 2, oldestAgeMs: 500, agents, estimatedWaitMs: 29_600 },
    'agent/ana': { size: 1, agents: { ...agents, online: 1 } },
  },
}
const metrics = (parameters: JsonObject, given: Partial<FlowWorld> = {}) => {
  const flow = runAction('GetMetricData', parameters, { ...world, ...given })
  expect(flow.wayOut).toBe('next')
  const [deed] = flow.did('setNamespace')
  expect(deed).toMatchObject({ of: 'run', name: 'Metrics' })
  return (deed as unknown as { value: JsonObject }).value
}

test('the target queue on all channels, with times in milliseconds', () => {
  expect(metrics({})).toEqual({
    Queue: {
      Name: 'Sales',
      ARN: 'arn:aws:connect:::instance/i/queue/sales',
      Size: 12,
      OldestContactAge: 61_500,
    },
    Agents: {
      Online: { Count: 9 },
      Available: { Count: 1 },
      Staffed: { Count: 4 },
      AfterContactWork: { Count: 2 },
      Busy: { Count: 3 },
      Missed: { Count: 6 },
      NonProductive: { Count: 5 },
    },
  })
})

test.each(['Chat', 'CHAT', '$.Attributes.channel'])(
  'one channel, %s, has a wait in seconds',
  QueueChannel => {
    expect(metrics({ QueueChannel })).toMatchObject({
      Queue: { Size: 2, OldestContactAge: 500, EstimatedWaitTime: 30 },
    })
  },
)

test('another queue, where nobody works', () => {
  expect(metrics({ QueueId: 'arn:aws:connect:us-east-1:0:instance/i/queue/empty' })).toEqual({
    Queue: {
      Name: 'Empty',
      ARN: 'arn:aws:connect:::instance/i/queue/empty',
      Size: 0,
      OldestContactAge: 0,
    },
  })
})

test("an agent's own queue", () => {
  expect(metrics({ AgentId: 'ana' })).toMatchObject({
    Queue: { Size: 1 },
    Agents: { Online: { Count: 1 } },
  })
})

test('a contact that waits is told its place and how long it may take', () => {
  const placeInLine = { position: 3, estimatedWaitMs: 125_400 }
  expect(metrics({}, { placeInLine })).toMatchObject({
    Contact: { PositionInQueue: 3, EstimatedWaitTime: 125 },
  })
})

test.each([{ QueueId: 'unknown' }, { AgentId: 'nobody' }, { QueueChannel: 'Fax' }])(
  '%j is an error',
  parameters => {
    expect(runAction('GetMetricData', parameters, world).wayOut).toBe('NoMatchingError')
  },
)
