import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test.each([
  ['Enabled', true],
  ['enabled', true],
  ['Disabled', false],
])('%s', (FlowLoggingBehavior, enabled) => {
  const flow = runAction('UpdateFlowLoggingBehavior', { FlowLoggingBehavior })
  expect(flow.did('setLogging')).toEqual([{ do: 'setLogging', enabled }])
  expect(flow.wayOut).toBe('next')
})
