import { checkDraft, checkFlowContent, contentHash } from '../flow-content.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'

export const createContactFlow: Operation<'CreateContactFlow'> = (input, context) => {
  requireFreeName(context, 'contact-flow', input.Name)
  const { InstanceId: _, Status = 'PUBLISHED', ...members } = input
  if (Status === 'PUBLISHED') checkFlowContent(context, input.Content, input.Type)
  else checkDraft(input.Content)
  const {
    id,
    arn,
    input: put,
  } = create(context, 'contact-flow', {
    ...members,
    Status,
    State: 'ACTIVE',
    ...(Status === 'SAVED' && { SavedContent: input.Content }),
  })
  const FlowContentSha256 = contentHash(input.Content)
  return changed({ ContactFlowId: id, ContactFlowArn: arn, FlowContentSha256 }, put)
}
