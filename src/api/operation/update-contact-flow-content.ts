import { checkDraft, checkFlowContent } from '../flow-content.ts'
import { findChangeable } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit } from '../resource.ts'

/** Publishes the content, unless the draft is named. */
export const updateContactFlowContent: Operation<'UpdateContactFlowContent'> = (
  { ContactFlowId, Content },
  context,
) => {
  const { entry, isDraft } = findChangeable(context, 'contact-flow', ContactFlowId)
  if (isDraft) {
    checkDraft(Content)
    return change(edit(context, 'contact-flow', entry, { SavedContent: Content }))
  }
  checkFlowContent(context, Content, entry.document.Type)
  const members = { Content, Status: 'PUBLISHED', SavedContent: undefined }
  return change(edit(context, 'contact-flow', entry, members))
}
