import type { ActionKind } from '../action-kind.ts'
import { fits } from '../fits.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'

/** Goes back from a module, with the branch to go on by and data for the caller. */
export const endFlowModuleExecution: ActionKind = {
  type: 'EndFlowModuleExecution',

  enter({ parameters }, view) {
    const result = view.text(parameters.Result)
    const { ResultData } = parameters
    const data = ResultData === undefined ? undefined : resolvedMembers(membersOf(ResultData), view)
    return {
      back: {
        ...(result !== '' && { result }),
        // There is no branch for what is too large: the caller finds nothing.
        ...(data !== undefined && fits(data) && { data }),
      },
    }
  },
}
