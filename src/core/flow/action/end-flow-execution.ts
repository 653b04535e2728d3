import type { FlowType } from '../../directory/document.ts'
import type { ActionKind } from '../action-kind.ts'

/** Flows that have a contact to themselves: when they end, nothing is left for it. */
const LAST_FLOWS: ReadonlySet<FlowType> = new Set([
  'CONTACT_FLOW',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
])

/** Ends the flow, or goes back to the prompts it interrupted. */
export const endFlowExecution: ActionKind = {
  type: 'EndFlowExecution',

  enter(_, view) {
    if (LAST_FLOWS.has(view.flowType) && !view.isEventFlow)
      return { end: true, deeds: [{ do: 'disconnect' }] }
    return { end: true, deeds: [], returns: true }
  },
}
