import { apiResource } from '../api-resource.ts'
import { ReorderButton } from '../editor/reorder-button.tsx'

export const agentStatuses = apiResource({
  key: 'agent-statuses',
  columns: [
    { name: 'DisplayOrder', label: 'order' },
    { name: 'Type', label: 'type' },
    { name: 'State', label: 'status' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'State',
      label: 'status',
      kind: 'choice',
      options: ['ENABLED', 'DISABLED'],
      required: true,
      bulk: true,
    },
    { name: 'DisplayOrder', label: 'order', kind: 'number', min: 1 },
  ],
  beginning: { State: 'ENABLED' },
  ListActions: ReorderButton,
  api: {
    id: 'AgentStatusId',
    arn: 'AgentStatusARN',
    search: 'SearchAgentStatuses',
    found: 'AgentStatuses',
    describe: 'DescribeAgentStatus',
    described: 'AgentStatus',
    create: 'CreateAgentStatus',
    updates: [
      {
        operation: 'UpdateAgentStatus',
        members: ['Name', 'Description', 'State', 'DisplayOrder'],
      },
    ],
  },
})
