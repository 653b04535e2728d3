import { checkRestrictions, type Restrictions } from '../access/reach.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { checkMayGrant } from '../permission.ts'
import { edit, find, given } from '../resource.ts'

export const updateSecurityProfile: Operation<'UpdateSecurityProfile'> = (input, context) => {
  const { InstanceId: _, SecurityProfileId, ...members } = input
  const profile = find(context, 'security-profile', SecurityProfileId)
  checkMayGrant(context, input.Permissions ?? [])
  checkRestrictions(context, { ...(profile.document as Restrictions), ...given(input) })
  return change(edit(context, 'security-profile', profile, given(members)))
}
