import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showRoutingProfile } from '../show/routing-profile.ts'

export const describeRoutingProfile: Operation<'DescribeRoutingProfile'> = (input, context) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  return answer({ RoutingProfile: showRoutingProfile(context, profile) })
}
