import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { queueKey } from '../show/routing-profile.ts'

export const disassociateRoutingProfileQueues: Operation<'DisassociateRoutingProfileQueues'> = (
  input,
  context,
) => {
  refuseUnbuilt(input, 'ManualAssignmentQueueReferences')
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const gone = new Set(
    input.QueueReferences?.map(({ QueueId, Channel }) =>
      queueKey({ QueueId: bareId(QueueId ?? ''), Channel: Channel ?? '' }),
    ),
  )
  const QueueConfigs = profile.document.QueueConfigs.filter(each => !gone.has(queueKey(each)))
  return change(edit(context, 'routing-profile', profile, { QueueConfigs }))
}
