import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { requireUnused } from '../use.ts'

export const deleteRoutingProfile: Operation<'DeleteRoutingProfile'> = (input, context) => {
  const { id } = find(context, 'routing-profile', input.RoutingProfileId)
  requireUnused(context, 'routing-profile', id)
  return change(remove('routing-profile', id))
}
