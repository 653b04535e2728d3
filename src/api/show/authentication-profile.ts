// The instance's authentication profile as the API shows it.
import type * as sdk from '@aws-sdk/client-connect'
import {
  AUTHENTICATION_PROFILE,
  authenticationProfile,
} from '../../core/directory/authentication-profile.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { notFound } from '../service-error.ts'

/** By id or ARN. */
export function showAuthenticationProfile(
  context: OperationContext,
  idOrArn: string,
): Plain<sdk.AuthenticationProfile> {
  if (bareId(idOrArn) !== AUTHENTICATION_PROFILE) {
    throw notFound(`There is no authentication profile ${bareId(idOrArn)}.`)
  }
  const {
    Tags: _,
    AllowedIps = [],
    BlockedIps = [],
    ...document
  } = authenticationProfile(context.centre.directory)
  return {
    ...document,
    AllowedIps: [...AllowedIps],
    BlockedIps: [...BlockedIps],
    Id: AUTHENTICATION_PROFILE,
    Arn: arnOf(context, 'authentication-profile', AUTHENTICATION_PROFILE),
    IsDefault: true,
  }
}
