import type { ActionKind } from '../action-kind.ts'

/** Draws a lot from 1 to 100; its conditions say "less than 1 + the shares so far". */
export const distributeByPercentage: ActionKind = {
  type: 'DistributeByPercentage',

  enter(_, view) {
    return { leave: { by: 'value', value: String(1 + view.lot(100)) } }
  },
}
