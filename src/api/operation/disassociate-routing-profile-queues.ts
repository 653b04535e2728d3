import type * as sdk from '@aws-sdk/client-connect'
import { bareId } from '../arn.ts'
import type { Operation, Plain } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { queueKey } from '../show/routing-profile.ts'

export const disassociateRoutingProfileQueues: Operation<'DisassociateRoutingProfileQueues'> = (
  input,
  context,
) => {
  const profile = find(context, 'routing-profile', input.RoutingProfileId)
  const { document } = profile
  const gone = keysOf(input.QueueReferences)
  const manualGone = keysOf(input.ManualAssignmentQueueReferences)
  const QueueConfigs = document.QueueConfigs.filter(each => !gone.has(queueKey(each)))
  const ManualAssignmentQueueConfigs = document.ManualAssignmentQueueConfigs?.filter(
    each => !manualGone.has(queueKey(each)),
  )
  return change(
    edit(context, 'routing-profile', profile, { QueueConfigs, ManualAssignmentQueueConfigs }),
  )
}

function keysOf(
  references: readonly Plain<sdk.RoutingProfileQueueReference>[] = [],
): ReadonlySet<string> {
  return new Set(
    references.map(({ QueueId, Channel }) =>
      queueKey({ QueueId: bareId(QueueId ?? ''), Channel: Channel ?? '' }),
    ),
  )
}
