import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { queueConfigs, queueKey } from '../show/routing-profile.ts'

export const updateRoutingProfileQueues: Operation<'UpdateRoutingProfileQueues'> = (
  input,
  context,
) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const updated = new Map(
    queueConfigs(context, input.QueueConfigs).map(each => [queueKey(each), each]),
  )
  const known = new Set(profile.document.QueueConfigs.map(queueKey))
  for (const [key, { QueueId }] of updated) {
    if (!known.has(key)) throw notFound(`The routing profile has no queue ${QueueId}.`)
  }
  const QueueConfigs = profile.document.QueueConfigs.map(
    each => updated.get(queueKey(each)) ?? each,
  )
  return change(edit(context, 'routing-profile', profile, { QueueConfigs }))
}
