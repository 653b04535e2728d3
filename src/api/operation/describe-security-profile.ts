import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showSecurityProfile } from '../show/security-profile.ts'

export const describeSecurityProfile: Operation<'DescribeSecurityProfile'> = (input, context) => {
  const profile = find(context, 'security-profile', input.SecurityProfileId)
  return answer({ SecurityProfile: showSecurityProfile(context, profile) })
}
