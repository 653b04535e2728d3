import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import type { OverviewAgent } from '../../src/api/contract/page-http.ts'
import { formatDuration } from '../kit/format-duration.ts'
import { messages } from '../kit/messages.ts'
import { useClock } from '../kit/use-clock.ts'

export interface AgentsTableProps {
  readonly agents: readonly OverviewAgent[]
  readonly skewMs: number
}

export function AgentsTable({ agents, skewMs }: AgentsTableProps) {
  const { console: text } = messages
  const now = useClock(skewMs)
  return (
    <Table
      header={<Header variant="h2">{text.agents}</Header>}
      items={presentFirst(agents)}
      trackBy="username"
      empty={text.noAgents}
      columnDefinitions={[
        { id: 'agent', header: text.agent, isRowHeader: true, cell: agent => agent.username },
        {
          id: 'status',
          header: text.status,
          cell: agent => <StatusIndicator type={toneOf(agent)}>{agent.status}</StatusIndicator>,
        },
        {
          id: 'since',
          header: text.since,
          cell: agent => <span className="kit-figures">{formatDuration(now - agent.since)}</span>,
        },
        { id: 'activity', header: text.activity, cell: activityOf },
      ]}
    />
  )
}

/** Whoever works, then whoever is there, then all others. */
function presentFirst(agents: readonly OverviewAgent[]): readonly OverviewAgent[] {
  const rank = ({ contacts, status }: OverviewAgent) => {
    if (contacts.length > 0) return 0
    return status === 'Offline' ? 2 : 1
  }
  return [...agents].sort((one, other) => rank(one) - rank(other))
}

function toneOf({ status }: OverviewAgent) {
  if (status === 'Available') return 'success'
  return status === 'Offline' ? 'stopped' : 'pending'
}

function activityOf({ contacts }: OverviewAgent): string {
  const [contact] = contacts
  if (!contact) return messages.console.idle
  const words = messages.console.activities[contact.state] ?? contact.state
  return contact.queue === undefined ? words : `${words} (${contact.queue})`
}
