import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showAgentStatus } from '../show/agent-status.ts'

export const searchAgentStatuses: Operation<'SearchAgentStatuses'> = (input, context) => {
  const { items, ...rest } = searched(context, 'agent-state', input, status =>
    showAgentStatus(context, status),
  )
  return answer({ AgentStatuses: items, ...rest })
}
