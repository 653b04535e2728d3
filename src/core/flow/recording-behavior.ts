// Whose voice is recorded, as three generations of actions say it.
import type { JsonObject } from '../json.ts'
import type { RecordingBehavior } from './action-kind.ts'
import { elementsOf, isWord } from './parameter.ts'

/** An empty list of participants is nobody's. */
export function recordingBehavior(wanted: JsonObject): RecordingBehavior {
  const participants = elementsOf(wanted.RecordedParticipants)
  return {
    agent: participants.some(each => isWord(each, 'Agent')),
    customer: participants.some(each => isWord(each, 'Customer')),
    ivr: isWord(wanted.IVRRecordingBehavior, 'Enabled'),
  }
}
