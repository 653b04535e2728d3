import { checkModuleContent } from '../flow-content.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given } from '../resource.ts'

export const updateContactFlowModuleContent: Operation<'UpdateContactFlowModuleContent'> = (
  { ContactFlowModuleId, Content, Settings },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  if (Content !== undefined) checkModuleContent(Content)
  return change(edit(context, 'flow-module', module, given({ Content, Settings })))
}
