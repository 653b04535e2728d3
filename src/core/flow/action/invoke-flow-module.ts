import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { fits } from '../fits.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'

const DEPTH_MAX = 5

/** Goes into a module, and on by the branch that the module comes back with. */
export const invokeFlowModule: ActionKind = {
  type: 'InvokeFlowModule',

  enter({ parameters }, view) {
    const module = view.module(view.text(parameters.FlowModuleId))
    if (!module || view.moduleDepth >= DEPTH_MAX) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const input = resolvedMembers(membersOf(parameters.Input), view)
    if (!fits(input)) return failed('NoMatchingError', 'The input is larger than 32 KB.')
    return { call: module, input }
  },
}
