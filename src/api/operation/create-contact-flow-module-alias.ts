import { arnOf } from '../arn.ts'
import { requireGoodAlias } from '../flow-alias.ts'
import { findVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, find } from '../resource.ts'

export const createContactFlowModuleAlias: Operation<'CreateContactFlowModuleAlias'> = (
  { ContactFlowModuleId, ContactFlowModuleVersion, AliasName, Description },
  context,
) => {
  const module = find(context, 'flow-module', ContactFlowModuleId)
  requireGoodAlias(context, module.id, AliasName)
  const version = findVersion(context, 'flow-module', module.id, ContactFlowModuleVersion)
  const { id, input } = create(context, 'flow-module-alias', {
    ModuleId: module.id,
    AliasName,
    Version: version.document.Version,
    Description,
  })
  return changed({ ContactFlowModuleArn: arnOf(context, 'flow-module', module.id), Id: id }, input)
}
