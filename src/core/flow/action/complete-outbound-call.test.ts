import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const complete = (
  parameters: JsonObject = {},
  outboundCall: 'pending' | 'answered' | undefined = 'pending',
) =>
  runAction('CompleteOutboundCall', parameters, { outboundCall, attributes: { id: '+15550100' } })

test('rings the customer and goes on at the answer', () => {
  const flow = complete()
  expect(flow.did('completeCall')).toEqual([{ do: 'completeCall' }])
  expect(flow.waitingAt).toBe('it')
  expect(flow.callAnswered().wayOut).toBe('next')
})

test('shows the number the flow chose, for as long as it said', () => {
  const flow = complete({
    CallerId: { Number: '$.Attributes.id' },
    ConnectionTimeLimitSeconds: '25',
  })
  expect(flow.did('completeCall')).toEqual([
    { do: 'completeCall', callerId: '+15550100', timeLimitMs: 25_000 },
  ])
})

test('calls nobody who is there already', () => {
  expect(complete({}, 'answered').wayOut).toBe('next')
  expect(runAction('CompleteOutboundCall', {}).wayOut).toBe('next')
})
