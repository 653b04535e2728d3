import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'

export const updateUserRoutingProfile: Operation<'UpdateUserRoutingProfile'> = (input, context) => {
  const RoutingProfileId = idOf(context, 'routing-profile', input.RoutingProfileId)
  return change(edit(context, 'agent', find(context, 'agent', input.UserId), { RoutingProfileId }))
}
