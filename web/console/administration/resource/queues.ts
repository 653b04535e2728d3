import { allOf, apiResource, call } from '../api-resource.ts'
import type { Row } from '../resource.ts'
import { listChange, type Values } from '../values.ts'

export const queues = apiResource({
  key: 'queues',
  kind: 'queue',
  columns: [
    { name: 'Status', label: 'status' },
    { name: 'HoursOfOperationId', label: 'hours', of: 'hours' },
    { name: 'MaxContacts', label: 'maxContacts' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'Status',
      label: 'status',
      kind: 'choice',
      options: ['ENABLED', 'DISABLED'],
      only: 'edit',
      bulk: true,
    },
    {
      name: 'HoursOfOperationId',
      label: 'hours',
      kind: 'pick',
      of: 'hours',
      required: true,
      bulk: true,
    },
    { name: 'MaxContacts', label: 'maxContacts', kind: 'number', min: 0, bulk: true },
    { name: 'OutboundCallerConfig.OutboundCallerIdName', label: 'callerName', kind: 'text' },
    {
      name: 'OutboundCallerConfig.OutboundCallerIdNumberId',
      label: 'callerNumber',
      kind: 'pick',
      of: 'phone-numbers',
    },
    {
      name: 'OutboundCallerConfig.OutboundFlowId',
      label: 'outboundFlow',
      kind: 'pick',
      of: 'flows',
    },
    { name: 'QuickConnectIds', label: 'quickConnects', kind: 'picks', of: 'quick-connects' },
  ],
  api: {
    id: 'QueueId',
    arn: 'QueueArn',
    search: 'SearchQueues',
    found: 'Queues',
    describe: 'DescribeQueue',
    described: 'Queue',
    create: 'CreateQueue',
    updates: [
      { operation: 'UpdateQueueName', members: ['Name', 'Description'] },
      { operation: 'UpdateQueueHoursOfOperation', members: ['HoursOfOperationId'] },
      { operation: 'UpdateQueueMaxContacts', members: ['MaxContacts'] },
      { operation: 'UpdateQueueOutboundCallerConfig', members: ['OutboundCallerConfig'] },
      { operation: 'UpdateQueueStatus', members: ['Status'] },
    ],
    remove: 'DeleteQueue',
    async more(QueueId) {
      const list = await allOf('ListQueueQuickConnects', { QueueId }, 'QuickConnectSummaryList')
      return { QuickConnectIds: list.map(each => String(each.Id)) }
    },
    afterUpdate: changeQuickConnects,
  },
})

async function changeQuickConnects({ id, values }: Row, after: Values): Promise<void> {
  const { added, removed } = listChange(idsIn(values), idsIn(after), each => each)
  if (removed.length > 0) {
    await call('DisassociateQueueQuickConnects', { QueueId: id, QuickConnectIds: removed })
  }
  if (added.length > 0) {
    await call('AssociateQueueQuickConnects', { QueueId: id, QuickConnectIds: added })
  }
}

function idsIn({ QuickConnectIds }: Values): readonly string[] {
  return Array.isArray(QuickConnectIds) ? QuickConnectIds.map(String) : []
}
