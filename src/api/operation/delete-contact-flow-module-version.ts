import { aliasesOf } from '../flow-alias.ts'
import { findVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

export const deleteContactFlowModuleVersion: Operation<'DeleteContactFlowModuleVersion'> = (
  input,
  context,
) => {
  const module = find(context, 'flow-module', input.ContactFlowModuleId)
  const number = Number(input.ContactFlowModuleVersion)
  const { id } = findVersion(context, 'flow-module', module.id, number)
  const alias = aliasesOf(context, module.id).find(({ document }) => document.Version === number)
  if (alias) throw invalidRequest(`The alias ${alias.document.AliasName} stands for this version.`)
  return change(remove('flow-module-version', id))
}
