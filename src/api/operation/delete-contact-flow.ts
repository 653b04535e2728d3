import { removeVersions } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'
import { requireUnused } from '../use.ts'

export const deleteContactFlow: Operation<'DeleteContactFlow'> = ({ ContactFlowId }, context) => {
  const { id, document } = find(context, 'contact-flow', ContactFlowId)
  if (document.IsDefault) throw invalidRequest('A default flow cannot be deleted.')
  requireUnused(context, 'contact-flow', id)
  return change(...removeVersions(context, 'contact-flow', id), remove('contact-flow', id))
}
