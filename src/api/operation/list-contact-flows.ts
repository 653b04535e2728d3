import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listContactFlows: Operation<'ListContactFlows'> = (input, context) => {
  const types = new Set<string>(input.ContactFlowTypes)
  const { items, NextToken } = listed(
    context,
    'contact-flow',
    input,
    entry => ({
      ...summaryOf(context, 'contact-flow', entry),
      ContactFlowType: entry.document.Type,
      ContactFlowState: entry.document.State,
      ContactFlowStatus: entry.document.Status,
    }),
    entry => types.size === 0 || types.has(entry.document.Type),
  )
  return answer({ ContactFlowSummaryList: items, NextToken })
}
