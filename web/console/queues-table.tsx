import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'
import type { OverviewQueue } from '../../src/api/contract/page-http.ts'
import { formatDuration } from '../kit/format-duration.ts'
import { messages } from '../kit/messages.ts'

export function QueuesTable({ queues }: { queues: readonly OverviewQueue[] }) {
  const { console: text } = messages
  return (
    <Table
      header={<Header variant="h2">{text.queues}</Header>}
      items={queues}
      trackBy="id"
      empty={text.noQueues}
      columnDefinitions={[
        { id: 'name', header: text.queue, isRowHeader: true, cell: queue => queue.name },
        { id: 'waiting', header: text.waiting, cell: queue => queue.waiting },
        {
          id: 'oldest',
          header: text.oldest,
          cell: ({ oldestMs }) => (
            <span className="kit-figures">
              {oldestMs === undefined ? text.empty : formatDuration(oldestMs)}
            </span>
          ),
        },
        { id: 'agents', header: text.agentsAvailable, cell: queue => queue.agentsAvailable },
      ]}
    />
  )
}
