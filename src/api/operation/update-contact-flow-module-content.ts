import { checkModuleContent, checkModuleDraft } from '../flow-content.ts'
import { findChangeable } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, given } from '../resource.ts'

/** Publishes the content, unless the draft is named. Settings are the module's, and no draft's. */
export const updateContactFlowModuleContent: Operation<'UpdateContactFlowModuleContent'> = (
  { ContactFlowModuleId, Content, Settings },
  context,
) => {
  const { entry, isDraft } = findChangeable(context, 'flow-module', ContactFlowModuleId)
  if (isDraft && Content !== undefined) {
    checkModuleDraft(Content)
    const members = given({ SavedContent: Content, Settings })
    return change(edit(context, 'flow-module', entry, members))
  }
  const changed = { ...entry.document, ...given({ Content, Settings }) }
  checkModuleContent(context, changed)
  const published = Content === undefined ? {} : { Status: 'PUBLISHED', SavedContent: undefined }
  const members = { ...given({ Content, Settings }), ...published }
  return change(edit(context, 'flow-module', entry, members))
}
