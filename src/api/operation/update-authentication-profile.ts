import {
  AUTHENTICATION_PROFILE,
  authenticationProfile,
} from '../../core/directory/authentication-profile.ts'
import { isAddressRange, isWithin } from '../../io/address-range.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { given, put } from '../resource.ts'
import { invalidParameter, invalidRequest } from '../service-error.ts'
import { showAuthenticationProfile } from '../show/authentication-profile.ts'

const RANGES_MAX = 100

export const updateAuthenticationProfile: Operation<'UpdateAuthenticationProfile'> = (
  input,
  context,
) => {
  showAuthenticationProfile(context, input.AuthenticationProfileId)
  const { InstanceId: _, AuthenticationProfileId: __, ...members } = input
  for (const range of [...(input.AllowedIps ?? []), ...(input.BlockedIps ?? [])]) {
    if (!isAddressRange(range)) throw invalidParameter(`${range} is no address or range of them.`)
  }
  for (const ranges of [input.AllowedIps, input.BlockedIps]) {
    if (ranges && ranges.length > RANGES_MAX) {
      throw invalidParameter(`There are at most ${RANGES_MAX} ranges.`)
    }
  }
  const document = { ...authenticationProfile(context.centre.directory), ...given(members) }
  refuseLockOut(context, document)
  return change(put(context, 'authentication-profile', AUTHENTICATION_PROFILE, document))
}

/** Whoever changes this in a page would shut the door behind themselves. */
function refuseLockOut(
  { caller }: OperationContext,
  {
    AllowedIps = [],
    BlockedIps = [],
  }: { AllowedIps?: readonly string[]; BlockedIps?: readonly string[] },
): void {
  const { address } = caller
  if (address === undefined || caller.identity) return
  const isAllowed = AllowedIps.length === 0 || AllowedIps.some(range => isWithin(address, range))
  if (!isAllowed || BlockedIps.some(range => isWithin(address, range))) {
    throw invalidRequest(`This would shut out ${address}, from where you ask.`)
  }
}
