import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

import type { JsonObject } from '../../json.ts'

const set = (parameters: JsonObject) =>
  runAction('UpdateContactEventHooks', parameters, {
    flows: { queue: 'CUSTOMER_QUEUE', whisper: 'AGENT_WHISPER', bye: 'CONTACT_FLOW' },
  })

test.each<[string, string]>([
  ['CustomerQueue', 'queue'],
  ['AgentWhisper', 'whisper'],
  ['CustomerRemaining', 'bye'],
])('%s may be %s', (hook, flowId) => {
  const flow = set({
    EventHooks: { [hook]: `arn:aws:connect:::instance/i/contact-flow/${flowId}` },
  })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setEventHook')).toEqual([{ do: 'setEventHook', hook, flowId, disabled: false }])
})

test('a whisper may be turned off', () => {
  const flow = set({
    EventHooks: { AgentWhisper: 'whisper' },
    EventHooksConfiguration: { AgentWhisper: { DisableExecution: 'true' } },
  })
  expect(flow.did('setEventHook')).toMatchObject([{ hook: 'AgentWhisper', disabled: true }])
})

test.each<JsonObject>([
  { EventHooks: { CustomerQueue: 'gone' } },
  { EventHooks: { CustomerQueue: 'whisper' } },
  { EventHooks: { Invented: 'queue' } },
  { EventHooks: {} },
  {},
])('%j takes the error branch and sets nothing', parameters => {
  const flow = set(parameters)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('setEventHook')).toEqual([])
})
