import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

export const updateAgentStatus: Operation<'UpdateAgentStatus'> = (input, context) => {
  const status = find(context, 'agent-state', input.AgentStatusId)
  const { Name, Description, State, DisplayOrder, ResetOrderNumber } = input
  requireFreeName(context, 'agent-state', Name, status.id)
  if (State === 'DISABLED' && status.document.Type !== 'CUSTOM') {
    throw invalidRequest('Only custom statuses can be disabled.')
  }
  const members = {
    ...given({ Name, Description, State, DisplayOrder }),
    ...(ResetOrderNumber && { DisplayOrder: undefined }),
  }
  return change(edit(context, 'agent-state', status, members))
}
