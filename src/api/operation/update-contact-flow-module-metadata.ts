import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateContactFlowModuleMetadata: Operation<'UpdateContactFlowModuleMetadata'> = (
  { ContactFlowModuleId, Name, Description, State },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  requireFreeName(context, 'flow-module', Name, module.id)
  return change(edit(context, 'flow-module', module, given({ Name, Description, State })))
}
