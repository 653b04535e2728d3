import { aliasesOf } from '../flow-alias.ts'
import { removeVersions } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

/** Its versions and aliases go with it. */
export const deleteContactFlowModule: Operation<'DeleteContactFlowModule'> = (input, context) => {
  const { id } = find(context, 'flow-module', input.ContactFlowModuleId)
  return change(
    ...aliasesOf(context, id).map(alias => remove('flow-module-alias', alias.id)),
    ...removeVersions(context, 'flow-module', id),
    remove('flow-module', id),
  )
}
