// What is known of the contact the agent is dealing with.
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import type { AgentPageContact } from '../../src/api/contract/agent-stream.ts'
import type { AgentState, TimelineEntry } from '../kit/agent-state.ts'
import { callerName } from '../kit/caller-name.ts'
import { References } from '../kit/contacts/contact-facts.tsx'
import { languageTag, messages } from '../kit/messages.ts'

const TONES = {
  CONNECTING: 'pending',
  CONNECTED: 'success',
  CONNECTED_ONHOLD: 'warning',
  PAUSED: 'warning',
  ENDED: 'in-progress',
  MISSED: 'error',
  REJECTED: 'error',
  ERROR: 'error',
} as const

interface ContactDetailsProps {
  readonly state: AgentState
  readonly contact: AgentPageContact
}

export function ContactDetails({ state, contact }: ContactDetailsProps) {
  return (
    <SpaceBetween size="l">
      <Facts contact={contact} />
      <Attributes attributes={contact.attributes} />
      <ContactReferences contact={contact} />
      <Timeline entries={state.timeline.filter(each => each.contactId === contact.contactId)} />
    </SpaceBetween>
  )
}

function Facts({ contact }: { contact: AgentPageContact }) {
  const { workspace } = messages
  return (
    <Container header={<Header variant="h1">{callerName(contact.customerAddress)}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: workspace.state,
            value: (
              <StatusIndicator type={TONES[contact.state]}>
                {workspace.states[contact.state]}
              </StatusIndicator>
            ),
          },
          { label: workspace.queue, value: contact.queue ?? workspace.empty },
          {
            label: workspace.channel,
            value: workspace.channels[contact.channel] ?? contact.channel,
          },
          { label: workspace.customer, value: callerName(contact.customerAddress) },
          { label: workspace.contactId, value: contact.contactId },
        ]}
      />
    </Container>
  )
}

function Attributes({ attributes }: { attributes: Readonly<Record<string, string>> }) {
  const { workspace } = messages
  const items = Object.entries(attributes).map(([label, value]) => ({ label, value }))
  return (
    <Container header={<Header variant="h2">{workspace.attributes}</Header>}>
      {items.length === 0 ? (
        <Box color="text-body-secondary">{workspace.noAttributes}</Box>
      ) : (
        <KeyValuePairs columns={3} items={items} />
      )}
    </Container>
  )
}

function ContactReferences({ contact }: { contact: AgentPageContact }) {
  const { contactId, references = {} } = contact
  if (Object.keys(references).length === 0) return undefined
  return (
    <Container header={<Header variant="h2">{messages.desk.references.title}</Header>}>
      <References contactId={contactId} references={references} />
    </Container>
  )
}

function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { workspace } = messages
  return (
    <Table
      header={<Header variant="h2">{workspace.timeline}</Header>}
      items={entries}
      trackBy={entry => `${entry.at} ${entry.kind}`}
      columnDefinitions={[
        { id: 'at', header: workspace.at, width: 140, cell: entry => timeOfDay(entry.at) },
        { id: 'what', header: workspace.what, cell: entry => workspace.events[entry.kind] },
      ]}
    />
  )
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(languageTag, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}
