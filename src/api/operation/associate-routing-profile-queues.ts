import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { queueConfigs, queueKey } from '../show/routing-profile.ts'

export const associateRoutingProfileQueues: Operation<'AssociateRoutingProfileQueues'> = (
  input,
  context,
) => {
  refuseUnbuilt(input, 'ManualAssignmentQueueConfigs')
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const added = queueConfigs(context, input.QueueConfigs ?? [])
  const keys = new Set(added.map(queueKey))
  const kept = profile.document.QueueConfigs.filter(each => !keys.has(queueKey(each)))
  return change(edit(context, 'routing-profile', profile, { QueueConfigs: [...kept, ...added] }))
}
