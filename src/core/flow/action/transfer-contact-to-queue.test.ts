import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const to = (queue: { enabled?: boolean; full?: boolean } | undefined) =>
  runAction(
    'TransferContactToQueue',
    {},
    {
      targetQueueId: 'sales',
      queues: queue ? [{ id: 'sales', ...queue }] : [],
    },
  )

test('the contact goes to its target queue, and the flow ends', () => {
  const flow = to({})
  expect(flow.ended).toBe('action')
  expect(flow.did('enqueue')).toEqual([{ do: 'enqueue', queueId: 'sales' }])
})

test('a full queue has its own branch', () => {
  expect(to({ full: true }).wayOut).toBe('QueueAtCapacity')
})

test('a queue that is closed, gone or never set takes the error branch', () => {
  expect(to({ enabled: false, full: true }).wayOut).toBe('NoMatchingError')
  expect(to(undefined).wayOut).toBe('NoMatchingError')
  expect(runAction('TransferContactToQueue', {}).wayOut).toBe('NoMatchingError')
})
