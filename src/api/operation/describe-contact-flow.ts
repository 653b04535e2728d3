import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { isDraft, requirePublished, showContactFlow, showDraft } from '../show/contact-flow.ts'

export const describeContactFlow: Operation<'DescribeContactFlow'> = (input, context) => {
  const flow = find(context, 'contact-flow', input.ContactFlowId)
  if (isDraft(input.ContactFlowId)) return answer({ ContactFlow: showDraft(context, flow) })
  requirePublished(flow)
  return answer({ ContactFlow: showContactFlow(context, flow) })
}
