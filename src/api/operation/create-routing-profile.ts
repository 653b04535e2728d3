import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { checkConcurrencies, manualConfigs, queueConfigs } from '../show/routing-profile.ts'

export const createRoutingProfile: Operation<'CreateRoutingProfile'> = (input, context) => {
  requireFreeName(context, 'routing-profile', input.Name)
  const { InstanceId: _, ManualAssignmentQueueConfigs, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'routing-profile', {
    ...members,
    DefaultOutboundQueueId: idOf(context, 'queue', input.DefaultOutboundQueueId),
    MediaConcurrencies: checkConcurrencies(input.MediaConcurrencies),
    QueueConfigs: queueConfigs(context, input.QueueConfigs ?? []),
    ManualAssignmentQueueConfigs: manualConfigs(context, ManualAssignmentQueueConfigs ?? []),
  })
  return changed({ RoutingProfileId: id, RoutingProfileArn: arn }, put)
}
