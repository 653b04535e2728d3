// One contact with everything that is known of it; it follows the contact while that goes on.
import Alert from '@cloudscape-design/components/alert'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Tabs from '@cloudscape-design/components/tabs'
import { useEffect } from 'react'
import { connect } from '../../../kit/connect.ts'
import type { PageParams } from '../../console-page.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { useAgentNames } from '../use-agent-names.ts'
import { useNames } from '../use-names.ts'
import { useQuery } from '../use-query.ts'
import { ContactActions } from './contact-actions.tsx'
import type { DescribedContact } from './contact-events.ts'
import { channelName, methodName } from './contact-words.ts'
import { FlowPath } from './flow-path.tsx'
import { Recording } from './recording.tsx'
import { RelatedContacts } from './related-contacts.tsx'
import { RoutingReason } from './routing-reason.tsx'
import { Summary } from './summary.tsx'
import { Transcript } from './transcript.tsx'
import './contacts.css'

const EVERY_MS = 3_000
/** What is over may still change: after-contact work, the recording that is put away. */
const SETTLED_MS = 120_000

export function DetailsPage({ params }: { params: PageParams }) {
  const contactId = params.contactId as string // the path has it
  const query = useQuery()
  const names = useNames()
  const { value, problem, again } = useAnswer(
    async signal => (await connect('DescribeContact', { ContactId: contactId }, signal)).Contact,
    [contactId],
  )
  const agentId = value?.AgentInfo?.Id
  const agents = useAgentNames([agentId])
  useFollowing(value, again)
  if (!value) {
    return problem === undefined ? undefined : <Alert type="error">{problem}</Alert>
  }
  const world = { names, agent: agentId && (agents.get(agentId) ?? agentId) }
  const isOpen = value.DisconnectTimestamp === undefined
  const parts = [
    {
      id: 'summary',
      label: texts.summary,
      Part: () => <Summary contact={value} {...world} onChanged={again} />,
    },
    ...(value.Channel === 'VOICE'
      ? [{ id: 'recording', label: texts.recording, Part: () => <Recording contact={value} /> }]
      : []),
    ...(value.Channel === 'CHAT'
      ? [{ id: 'transcript', label: texts.transcript, Part: () => <Transcript contact={value} /> }]
      : []),
    { id: 'routing', label: texts.routing, Part: () => <RoutingReason contact={value} /> },
    { id: 'flow', label: texts.flow, Part: () => <FlowPath contact={value} /> },
    {
      id: 'related',
      label: texts.related,
      Part: () => <RelatedContacts contact={value} names={names} />,
    },
    {
      id: 'record',
      label: texts.record,
      Part: () => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="contact-json" tabIndex={0} aria-label={texts.record}>
          <pre>{JSON.stringify(value, undefined, 2)}</pre>
        </section>
      ),
    },
  ]
  const chosen = parts.find(({ id }) => id === query.get('part')) ?? parts[0]
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={value.Id}
        actions={<ContactActions contact={value} names={names} onDone={again} />}
        info={
          isOpen ? (
            <StatusIndicator type="in-progress">{texts.inProgress}</StatusIndicator>
          ) : undefined
        }
      >
        {`${channelName(value.Channel)} · ${methodName(value.InitiationMethod)}${value.Name ? ` · ${value.Name}` : ''}`}
      </Header>
      {problem === undefined ? undefined : <Alert type="warning">{problem}</Alert>}
      <Tabs
        ariaLabel={texts.tabs}
        activeTabId={chosen?.id ?? ''}
        onChange={({ detail }) => query.set({ part: detail.activeTabId }, 'replace')}
        tabs={parts.map(({ id, label, Part }) => ({
          id,
          label,
          content: id === chosen?.id ? Part() : undefined,
        }))}
      />
    </SpaceBetween>
  )
}

function useFollowing(contact: DescribedContact | undefined, again: () => void): void {
  const endedAt = contact?.DisconnectTimestamp
  const follows =
    contact !== undefined && (endedAt === undefined || Date.now() - endedAt * 1000 < SETTLED_MS)
  useEffect(() => {
    if (!follows) return
    const timer = setInterval(() => {
      if (!document.hidden) again()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [follows, again])
}
