import type { ActionKind, Deed } from '../action-kind.ts'
import { membersOf } from '../parameter.ts'
import { recordingBehavior } from '../recording-behavior.ts'

/** Says whose voice is recorded from now on, and what is analysed. It has no error branch. */
export const updateContactRecordingBehavior: ActionKind = {
  type: 'UpdateContactRecordingBehavior',

  enter({ parameters }) {
    const { RecordingBehavior: recording, AnalyticsBehavior: analytics } = parameters
    const deeds: Deed[] = []
    if (recording !== undefined) {
      deeds.push({ do: 'setRecording', behavior: recordingBehavior(membersOf(recording)) })
    }
    if (analytics !== undefined) deeds.push({ do: 'setAnalytics', analytics: membersOf(analytics) })
    return { leave: { by: 'next' }, deeds }
  },
}
