import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { permissionsOf, showSecurityProfile } from '../show/security-profile.ts'

export const listSecurityProfilePermissions: Operation<'ListSecurityProfilePermissions'> = (
  input,
  context,
) => {
  const profile = find(context, 'security-profile', input.SecurityProfileId)
  const { items, NextToken } = pageOf(permissionsOf(profile), input, each => each)
  const { LastModifiedTime, LastModifiedRegion } = showSecurityProfile(context, profile)
  return answer({ Permissions: items, NextToken, LastModifiedTime, LastModifiedRegion })
}
