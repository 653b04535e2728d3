import type { ActionKind } from '../action-kind.ts'

/** Branches on whether a schedule is open: the one it names, else the target queue's. */
export const checkHoursOfOperation: ActionKind = {
  type: 'CheckHoursOfOperation',

  enter({ parameters }, view) {
    const named = view.text(parameters.HoursOfOperationId)
    const queue = view.targetQueueId === undefined ? undefined : view.queue(view.targetQueueId)
    const hours = parameters.HoursOfOperationId === undefined ? queue?.hoursOfOperationId : named
    const open = hours === undefined ? undefined : view.isOpen(hours)
    if (open === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'value', value: open ? 'True' : 'False' } }
  },
}
