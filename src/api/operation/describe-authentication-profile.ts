import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { showAuthenticationProfile } from '../show/authentication-profile.ts'

export const describeAuthenticationProfile: Operation<'DescribeAuthenticationProfile'> = (
  { AuthenticationProfileId },
  context,
) => answer({ AuthenticationProfile: showAuthenticationProfile(context, AuthenticationProfileId) })
