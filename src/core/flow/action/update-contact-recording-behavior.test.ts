import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

import type { JsonObject } from '../../json.ts'

const behavior = (parameters: JsonObject) => {
  const flow = runAction('UpdateContactRecordingBehavior', parameters)
  expect(flow.wayOut).toBe('next')
  const [deed] = flow.did('setRecording')
  return deed?.do === 'setRecording' ? deed.behavior : undefined
}

test.each<[JsonObject, string]>([
  [{ RecordedParticipants: ['Agent', 'Customer'] }, 'agent customer'],
  [{ RecordedParticipants: ['customer'] }, 'customer'],
  [{ RecordedParticipants: [] }, ''],
  [{ RecordedParticipants: ['Agent'], IVRRecordingBehavior: 'Enabled' }, 'agent ivr'],
])('%j records: %s', (RecordingBehavior, expected) => {
  const recorded = Object.entries(behavior({ RecordingBehavior }) ?? {}).filter(([, on]) => on)
  expect(recorded.map(([who]) => who).join(' ')).toBe(expected)
})

test('analytics alone leave the recording as it is', () => {
  expect(behavior({ AnalyticsBehavior: { Enabled: 'True' } })).toBeUndefined()
})
