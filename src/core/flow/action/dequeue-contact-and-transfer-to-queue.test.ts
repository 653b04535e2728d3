import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const move = (parameters: JsonObject, channel: 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL' = 'VOICE') =>
  runAction('DequeueContactAndTransferToQueue', parameters, {
    channel,
    queues: [
      { id: 'sales' },
      { id: 'full', full: true },
      { id: 'closed', enabled: false },
      { id: 'agent/ana' },
    ],
    agents: ['ana'],
    attributes: { queue: 'sales' },
  })

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('moves a %s to another queue', channel => {
  const flow = move({ QueueId: '$.Attributes.queue' }, channel)
  expect(flow.ended).toBe('action')
  expect(flow.did('enqueue')).toEqual([{ do: 'enqueue', queueId: 'sales' }])
})

test('moves to an agent', () => {
  expect(move({ AgentId: 'ana' }).did('enqueue')).toEqual([{ do: 'enqueue', queueId: 'agent/ana' }])
})

test.each([
  [{ QueueId: 'full' }, 'QueueAtCapacity'],
  [{ QueueId: 'closed' }, 'NoMatchingError'],
  [{ QueueId: 'none' }, 'NoMatchingError'],
  [{ AgentId: 'none' }, 'NoMatchingError'],
  [{}, 'NoMatchingError'],
])('stays where it is: %j', (parameters, branch) => {
  expect(move(parameters).wayOut).toBe(branch)
})
