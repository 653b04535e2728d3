import type { ActionKind } from '../action-kind.ts'
import { wholeNumber } from '../parameter.ts'

const SECONDS_MAX = 2_147_483_647

/** Changes the contact's place in its queue: its priority, or how long it seems to have waited. */
export const updateContactRoutingBehavior: ActionKind = {
  type: 'UpdateContactRoutingBehavior',

  enter({ parameters }, view) {
    const priority = wholeNumber(view.text(parameters.QueuePriority), 1, Number.MAX_SAFE_INTEGER)
    const older = view.text(parameters.QueueTimeAdjustmentSeconds)
    const seconds = wholeNumber(older, -SECONDS_MAX, SECONDS_MAX)
    if (priority === undefined && seconds === undefined) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const deed = {
      do: 'setRoutingBehavior',
      ...(priority !== undefined && { priority }),
      ...(seconds !== undefined && { ageAdjustmentMs: seconds * 1000 }),
    } as const
    return { leave: { by: 'next' }, deeds: [deed] }
  },
}
