import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showRoutingProfile } from '../show/routing-profile.ts'

export const searchRoutingProfiles: Operation<'SearchRoutingProfiles'> = (input, context) => {
  const { items, ...rest } = searched(context, 'routing-profile', input, profile =>
    showRoutingProfile(context, profile),
  )
  return answer({ RoutingProfiles: items, ...rest })
}
