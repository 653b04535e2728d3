import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { isWord } from '../parameter.ts'

/** Holds the talk from which this contact was transferred, or lets it go on. */
export const updatePreviousContactParticipantState: ActionKind = {
  type: 'UpdatePreviousContactParticipantState',

  enter({ parameters }, view) {
    const state = parameters.PreviousContactParticipantState
    if (view.channel !== 'VOICE') return failed('NoMatchingError', 'Only calls can be held.')
    if (!view.previousTalks) return failed('NoMatchingError', 'There is no talk before this one.')
    // Both hear their hold flow while they are apart, whoever of them was put on hold.
    const onHold = isWord(state, 'CustomerOnHold') || isWord(state, 'AgentOnHold')
    if (!onHold && !isWord(state, 'OffHold')) {
      return failed('NoMatchingError', 'The state is none of the three.')
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'holdPrevious', onHold }] }
  },
}
