import type { ActionKind } from '../action-kind.ts'
import { elementsOf, isWord, membersOf } from '../parameter.ts'

/** Says whose voice is recorded from now on. An empty list of participants is nobody's. */
export const updateContactRecordingBehavior: ActionKind = {
  type: 'UpdateContactRecordingBehavior',

  enter({ parameters }) {
    if (parameters.RecordingBehavior === undefined) return { leave: { by: 'next' } }
    const wanted = membersOf(parameters.RecordingBehavior)
    const participants = elementsOf(wanted.RecordedParticipants)
    const behavior = {
      agent: participants.some(each => isWord(each, 'Agent')),
      customer: participants.some(each => isWord(each, 'Customer')),
      ivr: isWord(wanted.IVRRecordingBehavior, 'Enabled'),
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'setRecording', behavior }] }
  },
}
