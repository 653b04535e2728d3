import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given } from '../resource.ts'

export const updateSecurityProfile: Operation<'UpdateSecurityProfile'> = (input, context) => {
  const { InstanceId: _, SecurityProfileId, ...members } = input
  const profile = find(context, 'security-profile', SecurityProfileId)
  return change(edit(context, 'security-profile', profile, given(members)))
}
