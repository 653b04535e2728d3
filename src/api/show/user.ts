// A user as the API shows it, and what operations on users have in common.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { checkRestrictions, type Restrictions } from '../access/reach.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkMayGrant } from '../permission.ts'
import { find, membersOf } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'
import { permissionsOf } from './security-profile.ts'

type User = Plain<sdk.User>

export function showUser(context: OperationContext, user: Entry<'agent'>): User {
  const { PhoneType, DeskPhoneNumber } = user.document.PhoneConfig
  return {
    ...membersOf<User>(user),
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType, PhoneNumber: DeskPhoneNumber }],
    Id: user.id,
    Arn: arnOf(context, 'agent', user.id),
  }
}

export function showUserSummary(context: OperationContext, user: Entry<'agent'>) {
  const { Id, Arn, Username, LastModifiedTime, LastModifiedRegion } = showUser(context, user)
  return { Id, Arn, Username, LastModifiedTime, LastModifiedRegion }
}

/** Ids of profiles that all exist, each once, and that the caller may give. */
export function securityProfileIds(
  context: OperationContext,
  given: readonly string[],
): readonly string[] {
  const profiles = given.map(each => find(context, 'security-profile', each))
  for (const profile of profiles) {
    checkMayGrant(context, permissionsOf(profile))
    checkRestrictions(context, profile.document as Restrictions)
  }
  return [...new Set(profiles.map(({ id }) => id))]
}

/** A desk phone needs a number to ring. */
export function checkPhoneConfig(config: Plain<sdk.UserPhoneConfig>): Plain<sdk.UserPhoneConfig> {
  if (config.PhoneType === 'DESK_PHONE' && !config.DeskPhoneNumber) {
    throw invalidParameter('Member PhoneConfig.DeskPhoneNumber is required for a DESK_PHONE.')
  }
  return config
}
