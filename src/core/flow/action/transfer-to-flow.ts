import type { FlowType } from '../../directory/document.ts'
import type { ActionKind } from '../action-kind.ts'

const TARGET_TYPES: ReadonlySet<FlowType> = new Set([
  'CONTACT_FLOW',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
])

/** Ends this flow and goes on with another. */
export const transferToFlow: ActionKind = {
  type: 'TransferToFlow',

  enter({ parameters }, view) {
    const flow = view.flow(view.text(parameters.ContactFlowId))
    if (!flow || !TARGET_TYPES.has(flow.type)) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    return { end: true, deeds: [{ do: 'transferToFlow', flowId: flow.id }] }
  },
}
