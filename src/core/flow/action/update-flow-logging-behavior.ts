import type { ActionKind } from '../action-kind.ts'
import { isWord } from '../parameter.ts'

/** Turns the flow log on or off, for this contact and from here on. */
export const updateFlowLoggingBehavior: ActionKind = {
  type: 'UpdateFlowLoggingBehavior',

  enter({ parameters }) {
    const enabled = isWord(parameters.FlowLoggingBehavior, 'Enabled')
    return { leave: { by: 'next' }, deeds: [{ do: 'setLogging', enabled }] }
  },
}
