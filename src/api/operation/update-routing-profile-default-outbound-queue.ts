import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'

export const updateRoutingProfileDefaultOutboundQueue: Operation<
  'UpdateRoutingProfileDefaultOutboundQueue'
> = (input, context) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const DefaultOutboundQueueId = idOf(context, 'queue', input.DefaultOutboundQueueId)
  return change(edit(context, 'routing-profile', profile, { DefaultOutboundQueueId }))
}
