import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, idOf } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

export const putUserStatus: Operation<'PutUserStatus'> = ({ UserId, AgentStatusId }, context) => {
  const { id: statusId, document } = find(context, 'agent-state', AgentStatusId)
  if (document.State === 'DISABLED') throw invalidRequest('The agent status is disabled.')
  return change({ type: 'agent.setStatus', agentId: idOf(context, 'agent', UserId), statusId })
}
