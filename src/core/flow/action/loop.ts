import type { ActionKind } from '../action-kind.ts'
import { wholeNumber } from '../parameter.ts'

const LOOPS_MAX = 100

/** Goes round a number of times, then on, and starts over when it is reached again. */
export const loop: ActionKind = {
  type: 'Loop',

  enter(action, view) {
    const times = wholeNumber(view.text(action.parameters.LoopCount), 0, LOOPS_MAX)
    if (times === undefined) return { leave: { by: 'error', error: 'NoMatchingError' } }
    const passed = view.count(action)
    return passed < times
      ? { leave: { by: 'value', value: 'ContinueLooping' }, count: passed + 1 }
      : { leave: { by: 'value', value: 'DoneLooping' }, count: 0 }
  },
}
