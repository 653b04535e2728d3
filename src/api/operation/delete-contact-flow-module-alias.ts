import { findAlias } from '../flow-alias.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

export const deleteContactFlowModuleAlias: Operation<'DeleteContactFlowModuleAlias'> = (
  { ContactFlowModuleId, AliasId },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  return change(remove('flow-module-alias', findAlias(context, module.id, AliasId).id))
}
