import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { checkConcurrencies } from '../show/routing-profile.ts'

export const updateRoutingProfileConcurrency: Operation<'UpdateRoutingProfileConcurrency'> = (
  input,
  context,
) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const MediaConcurrencies = checkConcurrencies(input.MediaConcurrencies)
  return change(edit(context, 'routing-profile', profile, { MediaConcurrencies }))
}
