import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test.each([
  [{ QueuePriority: '1' }, { priority: 1 }],
  [{ QueueTimeAdjustmentSeconds: '600' }, { ageAdjustmentMs: 600_000 }],
  [{ QueueTimeAdjustmentSeconds: '-60' }, { ageAdjustmentMs: -60_000 }],
])('%j', (parameters, expected) => {
  const flow = runAction('UpdateContactRoutingBehavior', parameters)
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setRoutingBehavior')).toEqual([{ do: 'setRoutingBehavior', ...expected }])
})

test.each([{ QueuePriority: '0' }, { QueuePriority: 'high' }, {}])(
  '%j changes nothing',
  parameters => {
    const flow = runAction('UpdateContactRoutingBehavior', parameters)
    expect(flow.did('setRoutingBehavior')).toEqual([])
  },
)
