// A routing profile as the API shows it, and the checks its operations share.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import type { RoutingProfileDocument } from '../../core/directory/document.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { idOf, membersOf } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'

type RoutingProfile = Plain<sdk.RoutingProfile>
type QueueConfig = RoutingProfileDocument['QueueConfigs'][number]

export function showRoutingProfile(
  context: OperationContext,
  profile: Entry<'routing-profile'>,
): RoutingProfile {
  const { id, document } = profile
  const users = [...context.centre.directory.list('agent')]
  const queueIds = [...new Set(document.QueueConfigs.map(each => each.QueueId))]
  const { ManualAssignmentQueueConfigs: manual = [] } = document
  return {
    AgentAvailabilityTimer: 'TIME_SINCE_LAST_ACTIVITY',
    ...membersOf<RoutingProfile>(profile),
    InstanceId: context.centre.instanceId,
    RoutingProfileId: id,
    RoutingProfileArn: arnOf(context, 'routing-profile', id),
    NumberOfAssociatedQueues: document.QueueConfigs.length,
    NumberOfAssociatedUsers: users.filter(user => user.document.RoutingProfileId === id).length,
    AssociatedQueueIds: queueIds,
    NumberOfAssociatedManualAssignmentQueues: manual.length,
    AssociatedManualAssignmentQueueIds: [...new Set(manual.map(each => each.QueueId))],
  }
}

/** The service's queue configurations as the directory keeps them, each queue and channel once. */
export function queueConfigs(
  context: OperationContext,
  given: readonly Plain<sdk.RoutingProfileQueueConfig>[],
): readonly QueueConfig[] {
  const configs = new Map<string, QueueConfig>()
  for (const { QueueReference, Priority, Delay } of given) {
    const QueueId = idOf(context, 'queue', QueueReference?.QueueId ?? '')
    const Channel = QueueReference?.Channel ?? 'VOICE'
    configs.set(queueKey({ QueueId, Channel }), {
      QueueId,
      Channel,
      Priority: Priority ?? 1,
      Delay: Delay ?? 0,
    })
  }
  return [...configs.values()]
}

/** Queues whose chats and tasks agents take by themselves. Calls are offered, not taken. */
export function manualConfigs(
  context: OperationContext,
  given: readonly Plain<sdk.RoutingProfileManualAssignmentQueueConfig>[],
): NonNullable<RoutingProfileDocument['ManualAssignmentQueueConfigs']> {
  return given.map(({ QueueReference }) => {
    const Channel = QueueReference?.Channel ?? 'TASK'
    if (Channel === 'VOICE') {
      throw invalidParameter('Member ManualAssignmentQueueConfigs: calls cannot be taken by hand.')
    }
    return { QueueId: idOf(context, 'queue', QueueReference?.QueueId ?? ''), Channel }
  })
}

export function queueKey({ QueueId, Channel }: { QueueId: string; Channel: string }): string {
  return `${Channel} ${QueueId}`
}

/** An agent has one ear for calls; the service allows ten of everything else. */
export function checkConcurrencies(
  given: readonly Plain<sdk.MediaConcurrency>[],
): readonly Plain<sdk.MediaConcurrency>[] {
  const voice = given.find(each => each.Channel === 'VOICE')
  if (voice && voice.Concurrency !== 1) {
    throw invalidParameter('Member MediaConcurrencies: the concurrency of VOICE must be 1.')
  }
  if (new Set(given.map(each => each.Channel)).size < given.length) {
    throw invalidParameter('Member MediaConcurrencies must name each channel once.')
  }
  return given
}
