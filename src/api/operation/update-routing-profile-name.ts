import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateRoutingProfileName: Operation<'UpdateRoutingProfileName'> = (
  { RoutingProfileId, Name, Description },
  context,
) => {
  const profile = find(context, 'routing-profile', RoutingProfileId)
  requireFreeName(context, 'routing-profile', Name, profile.id)
  return change(edit(context, 'routing-profile', profile, given({ Name, Description })))
}
