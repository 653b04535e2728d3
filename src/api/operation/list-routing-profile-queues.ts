import type { Channel } from '@aws-sdk/client-connect'
import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { queueKey } from '../show/routing-profile.ts'

export const listRoutingProfileQueues: Operation<'ListRoutingProfileQueues'> = (input, context) => {
  const { document } = find(context, 'routing-profile', input.RoutingProfileId)
  const configs = [...document.QueueConfigs].sort((a, b) => (queueKey(a) < queueKey(b) ? -1 : 1))
  const { items, NextToken } = pageOf(configs, input, queueKey)
  return answer({
    RoutingProfileQueueConfigSummaryList: items.map(config => ({
      ...config,
      Channel: config.Channel as Channel,
      QueueArn: arnOf(context, 'queue', config.QueueId),
      QueueName: context.centre.directory.get('queue', config.QueueId)?.Name ?? '',
    })),
    NextToken,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  })
}
