import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listAgentStatuses: Operation<'ListAgentStatuses'> = (input, context) => {
  const types = new Set(input.AgentStatusTypes)
  const { items, NextToken } = listed(
    context,
    'agent-state',
    input,
    entry => ({ ...summaryOf(context, 'agent-state', entry), Type: entry.document.Type }),
    entry => types.size === 0 || types.has(entry.document.Type),
  )
  return answer({ AgentStatusSummaryList: items, NextToken })
}
