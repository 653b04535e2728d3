import { allOf, apiResource, call } from '../api-resource.ts'
import { ConcurrencyEditor } from '../editor/concurrency-editor.tsx'
import { QueueConfigsEditor } from '../editor/queue-configs-editor.tsx'
import { inReferences, type ServedQueue, servedKey, servedQueues } from '../editor/served-queue.ts'
import type { Row } from '../resource.ts'
import { texts } from '../texts/administration-texts.ts'
import { listChange, type Values } from '../values.ts'

export const routingProfiles = apiResource({
  key: 'routing-profiles',
  kind: 'routing-profile',
  columns: [
    { name: 'MediaConcurrencies', label: 'channels', show: channelsInWords },
    { name: 'AssociatedQueueIds', label: 'queues', of: 'queues' },
    { name: 'NumberOfAssociatedUsers', label: 'users' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    // The service wants words here.
    { name: 'Description', label: 'description', kind: 'longText', required: true },
    { name: 'MediaConcurrencies', label: 'channels', kind: 'own', Editor: ConcurrencyEditor },
    { name: 'QueueConfigs', label: 'queues', kind: 'own', Editor: QueueConfigsEditor },
    {
      name: 'DefaultOutboundQueueId',
      label: 'defaultOutboundQueue',
      kind: 'pick',
      of: 'queues',
      required: true,
      bulk: true,
    },
    {
      name: 'AgentAvailabilityTimer',
      label: 'availabilityTimer',
      kind: 'choice',
      options: ['TIME_SINCE_LAST_ACTIVITY', 'TIME_SINCE_LAST_INBOUND'],
      bulk: true,
    },
  ],
  beginning: {
    MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
    QueueConfigs: [],
    AgentAvailabilityTimer: 'TIME_SINCE_LAST_ACTIVITY',
  },
  api: {
    id: 'RoutingProfileId',
    arn: 'RoutingProfileArn',
    search: 'SearchRoutingProfiles',
    found: 'RoutingProfiles',
    describe: 'DescribeRoutingProfile',
    described: 'RoutingProfile',
    create: 'CreateRoutingProfile',
    updates: [
      { operation: 'UpdateRoutingProfileName', members: ['Name', 'Description'] },
      { operation: 'UpdateRoutingProfileConcurrency', members: ['MediaConcurrencies'] },
      {
        operation: 'UpdateRoutingProfileAgentAvailabilityTimer',
        members: ['AgentAvailabilityTimer'],
      },
    ],
    remove: 'DeleteRoutingProfile',
    beforeCreate: values => ({ ...values, QueueConfigs: inReferences(servedQueues(values)) }),
    async more(RoutingProfileId) {
      const list = await allOf(
        'ListRoutingProfileQueues',
        { RoutingProfileId },
        'RoutingProfileQueueConfigSummaryList',
      )
      const QueueConfigs = list.map(({ QueueId, Channel, Priority, Delay }) => {
        return { QueueId, Channel, Priority, Delay }
      })
      return { QueueConfigs }
    },
    async afterUpdate(row, after) {
      await changeQueues(row, after)
      const { DefaultOutboundQueueId } = after
      if (DefaultOutboundQueueId === row.values.DefaultOutboundQueueId) return
      await call('UpdateRoutingProfileDefaultOutboundQueue', {
        RoutingProfileId: row.id,
        DefaultOutboundQueueId,
      })
    },
  },
})

async function changeQueues({ id, values }: Row, after: Values): Promise<void> {
  const RoutingProfileId = id
  const { added, removed, kept } = listChange<ServedQueue>(
    servedQueues(values),
    servedQueues(after),
    servedKey,
  )
  if (added.length > 0) {
    await call('AssociateRoutingProfileQueues', {
      RoutingProfileId,
      QueueConfigs: inReferences(added),
    })
  }
  if (kept.length > 0) {
    await call('UpdateRoutingProfileQueues', { RoutingProfileId, QueueConfigs: inReferences(kept) })
  }
  if (removed.length > 0) {
    const QueueReferences = removed.map(({ QueueId, Channel }) => ({ QueueId, Channel }))
    await call('DisassociateRoutingProfileQueues', { RoutingProfileId, QueueReferences })
  }
}

function channelsInWords(value: unknown): string {
  return ((value ?? []) as readonly { Channel: string; Concurrency: number }[])
    .map(({ Channel, Concurrency }) => `${texts.channels[Channel] ?? Channel} ${Concurrency}`)
    .join(', ')
}
