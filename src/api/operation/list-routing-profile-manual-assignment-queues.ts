import type { Channel } from '@aws-sdk/client-connect'
import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { queueKey } from '../show/routing-profile.ts'

type List = 'ListRoutingProfileManualAssignmentQueues'

export const listRoutingProfileManualAssignmentQueues: Operation<List> = (input, context) => {
  const { document } = find(context, 'routing-profile', input.RoutingProfileId)
  const configs = [...(document.ManualAssignmentQueueConfigs ?? [])]
  configs.sort((a, b) => (queueKey(a) < queueKey(b) ? -1 : 1))
  const { items, NextToken } = pageOf(configs, input, queueKey)
  return answer({
    RoutingProfileManualAssignmentQueueConfigSummaryList: items.map(({ QueueId, Channel }) => ({
      QueueId,
      QueueArn: arnOf(context, 'queue', QueueId),
      QueueName: context.centre.directory.get('queue', QueueId)?.Name ?? '',
      Channel: Channel as Channel,
    })),
    NextToken,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  })
}
