// A security profile as the API shows it: the directory has its name as `Name`.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'

type SecurityProfile = Plain<sdk.SecurityProfile>

export function showSecurityProfile(
  context: OperationContext,
  profile: Entry<'security-profile'>,
): SecurityProfile {
  return {
    ...membersOf<SecurityProfile>(profile),
    Id: profile.id,
    Arn: arnOf(context, 'security-profile', profile.id),
    OrganizationResourceId: context.centre.instanceId,
    SecurityProfileName: profile.document.Name,
  }
}

/** What users with the profile may do, in order. */
export function permissionsOf(profile: Entry<'security-profile'>): readonly string[] {
  const { Permissions = [] } = membersOf<{ Permissions?: readonly string[] }>(profile)
  return [...Permissions].sort((a, b) => (a < b ? -1 : 1))
}
