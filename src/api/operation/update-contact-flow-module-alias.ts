import { findAlias, requireGoodAlias } from '../flow-alias.ts'
import { findVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given } from '../resource.ts'

export const updateContactFlowModuleAlias: Operation<'UpdateContactFlowModuleAlias'> = (
  { ContactFlowModuleId, AliasId, Name, Description, ContactFlowModuleVersion },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  const alias = findAlias(context, module.id, AliasId)
  if (Name !== undefined) requireGoodAlias(context, module.id, Name, alias.id)
  const version =
    ContactFlowModuleVersion === undefined
      ? undefined
      : findVersion(context, 'flow-module', module.id, ContactFlowModuleVersion)
  const members = { AliasName: Name, Description, Version: version?.document.Version }
  return change(edit(context, 'flow-module-alias', alias, given(members)))
}
