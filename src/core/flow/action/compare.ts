import type { ActionKind } from '../action-kind.ts'

/** Branches on a value of the contact. One that is not there matches nothing. */
export const compare: ActionKind = {
  type: 'Compare',

  enter({ parameters }, view) {
    const value = view.value(parameters.ComparisonValue)
    if (value === undefined || value === null) {
      return { leave: { by: 'error', error: 'NoMatchingCondition' } }
    }
    return { leave: { by: 'value', value: view.text(parameters.ComparisonValue) } }
  },
}
