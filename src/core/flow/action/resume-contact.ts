import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

/** Takes up a paused task, if whoever has it has room for it. */
export const resumeContact: ActionKind = {
  type: 'ResumeContact',

  enter(_, view) {
    if (view.channel !== 'TASK' || !view.mayResume) {
      return failed('NoMatchingError', 'No paused task, or no room for it.')
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'resumeContact' }] }
  },
}
