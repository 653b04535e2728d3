import { checkRestrictions } from '../access/reach.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { checkMayGrant } from '../permission.ts'
import { create, requireFreeName } from '../resource.ts'

export const createSecurityProfile: Operation<'CreateSecurityProfile'> = (input, context) => {
  requireFreeName(context, 'security-profile', input.SecurityProfileName)
  checkMayGrant(context, input.Permissions ?? [])
  checkRestrictions(context, input)
  const { InstanceId: _, SecurityProfileName: Name, ...members } = input
  const { id, arn, input: put } = create(context, 'security-profile', { ...members, Name })
  return changed({ SecurityProfileId: id, SecurityProfileArn: arn }, put)
}
