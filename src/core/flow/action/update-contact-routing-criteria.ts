import { readRoutingSteps } from '../../routing/routing-criteria.ts'
import type { ActionKind } from '../action-kind.ts'

/** Says which agents of its queue the contact is offered to first, and for how long. */
export const updateContactRoutingCriteria: ActionKind = {
  type: 'UpdateContactRoutingCriteria',

  enter({ parameters }, view) {
    const read = readRoutingSteps(parameters.RoutingCriteria, view)
    if ('problem' in read) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'next' }, deeds: [{ do: 'setRoutingBehavior', steps: read.steps }] }
  },
}
