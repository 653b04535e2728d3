import type { ActionKind } from '../action-kind.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'

/** Goes back from a module, with the branch to go on by and data for the caller. */
export const endFlowModuleExecution: ActionKind = {
  type: 'EndFlowModuleExecution',

  enter({ parameters }, view) {
    const result = view.text(parameters.Result)
    const data = parameters.ResultData
    return {
      back: {
        ...(result !== '' && { result }),
        ...(data !== undefined && { data: resolvedMembers(membersOf(data), view) }),
      },
    }
  },
}
