import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { securityProfileIds } from '../show/user.ts'

export const updateUserSecurityProfiles: Operation<'UpdateUserSecurityProfiles'> = (
  input,
  context,
) => {
  const user = find(context, 'agent', input.UserId)
  const SecurityProfileIds = securityProfileIds(context, input.SecurityProfileIds)
  return change(edit(context, 'agent', user, { SecurityProfileIds }))
}
