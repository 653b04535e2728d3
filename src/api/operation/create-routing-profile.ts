import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { checkConcurrencies, queueConfigs } from '../show/routing-profile.ts'

export const createRoutingProfile: Operation<'CreateRoutingProfile'> = (input, context) => {
  refuseUnbuilt(input, 'ManualAssignmentQueueConfigs')
  requireFreeName(context, 'routing-profile', input.Name)
  const { InstanceId: _, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'routing-profile', {
    ...members,
    DefaultOutboundQueueId: idOf(context, 'queue', input.DefaultOutboundQueueId),
    MediaConcurrencies: checkConcurrencies(input.MediaConcurrencies),
    QueueConfigs: queueConfigs(context, input.QueueConfigs ?? []),
  })
  return changed({ RoutingProfileId: id, RoutingProfileArn: arn }, put)
}
