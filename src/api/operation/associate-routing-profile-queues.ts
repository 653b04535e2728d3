import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { manualConfigs, queueConfigs, queueKey } from '../show/routing-profile.ts'

export const associateRoutingProfileQueues: Operation<'AssociateRoutingProfileQueues'> = (
  input,
  context,
) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const added = queueConfigs(context, input.QueueConfigs ?? [])
  const keys = new Set(added.map(queueKey))
  const kept = profile.document.QueueConfigs.filter(each => !keys.has(queueKey(each)))
  const manual = manualConfigs(context, input.ManualAssignmentQueueConfigs ?? [])
  const manualKeys = new Set(manual.map(queueKey))
  const { ManualAssignmentQueueConfigs = [] } = profile.document
  const others = ManualAssignmentQueueConfigs.filter(each => !manualKeys.has(queueKey(each)))
  return change(
    edit(context, 'routing-profile', profile, {
      QueueConfigs: [...kept, ...added],
      ManualAssignmentQueueConfigs: [...others, ...manual],
    }),
  )
}
