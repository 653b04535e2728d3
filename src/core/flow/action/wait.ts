import type { ActionKind } from '../action-kind.ts'
import { wholeNumber } from '../parameter.ts'

const SECONDS_PER_WEEK = 604_800

/** Lets time pass, up to a week. */
export const wait: ActionKind = {
  type: 'Wait',

  enter({ parameters }, view) {
    const seconds = wholeNumber(view.text(parameters.TimeLimitSeconds), 0, SECONDS_PER_WEEK)
    if (seconds === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    const until = view.now + seconds * 1000
    return { wait: { until }, memory: { until } }
  },

  resume(_, view, happening, memory) {
    if (happening.type === 'timeUp') return { leave: { by: 'value', value: 'WaitCompleted' } }
    const until = typeof memory.until === 'number' ? memory.until : view.now
    return { wait: { until }, memory }
  },
}
