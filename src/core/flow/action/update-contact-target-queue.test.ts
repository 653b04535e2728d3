import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const TYPE = 'UpdateContactTargetQueue'
const world = { queues: [{ id: 'sales' }, { id: 'agent/ana' }], agents: ['ana'] }

test.each([
  [{ QueueId: 'sales' }, 'sales'],
  [{ QueueId: 'arn:aws:connect:us-east-1:0:instance/i/queue/sales' }, 'sales'],
  [{ QueueId: '$.Attributes.queue' }, 'sales'],
  [{ AgentId: 'ana' }, 'agent/ana'],
])('%j means %s', (parameters, queueId) => {
  const flow = runAction(TYPE, parameters, { ...world, attributes: { queue: 'sales' } })
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.targetQueueId).toBe(queueId)
})

test.each([
  { QueueId: 'gone' },
  { QueueId: '' },
  { QueueId: '$.Attributes.none' },
  { AgentId: 'nobody' },
  {},
])('%j takes the error branch', parameters => {
  expect(runAction(TYPE, parameters, world).wayOut).toBe('NoMatchingError')
})
