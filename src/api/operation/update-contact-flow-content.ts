import { checkDraft, checkFlowContent } from '../flow-content.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { isDraft } from '../show/contact-flow.ts'

/** Publishes the content, unless the draft is named. */
export const updateContactFlowContent: Operation<'UpdateContactFlowContent'> = (
  { ContactFlowId, Content },
  context,
) => {
  const flow = find(context, 'contact-flow', ContactFlowId)
  if (isDraft(ContactFlowId)) {
    checkDraft(Content)
    return change(edit(context, 'contact-flow', flow, { SavedContent: Content }))
  }
  checkFlowContent(context, Content, flow.document.Type)
  const members = { Content, Status: 'PUBLISHED', SavedContent: undefined }
  return change(edit(context, 'contact-flow', flow, members))
}
