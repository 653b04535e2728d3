import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showAgentStatus } from '../show/agent-status.ts'

export const describeAgentStatus: Operation<'DescribeAgentStatus'> = (input, context) => {
  const status = find(context, 'agent-state', input.AgentStatusId)
  return answer({ AgentStatus: showAgentStatus(context, status) })
}
