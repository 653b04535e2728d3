import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { requireUnused } from '../use.ts'

export const deleteSecurityProfile: Operation<'DeleteSecurityProfile'> = (input, context) => {
  const { id } = find(context, 'security-profile', input.SecurityProfileId)
  requireUnused(context, 'security-profile', id)
  return change(remove('security-profile', id))
}
