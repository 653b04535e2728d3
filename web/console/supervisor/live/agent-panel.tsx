// One agent beside the table: the contacts in hand, and what a supervisor may do about them.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { MetricsAgent } from '../../../../src/api/contract/metrics-stream.ts'
import { connect } from '../../../kit/connect.ts'
import { formatDuration } from '../../../kit/format-duration.ts'
import { useConsole } from '../../use-console.ts'
import { EndContact } from '../end-contact.tsx'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { useDoing } from '../use-doing.ts'
import type { Names } from '../use-names.ts'
import { canBeHeard, dotOf, wordsOf } from './agent-words.ts'

export interface AgentPanelProps {
  readonly agent: MetricsAgent
  readonly names: Names
  /** The server's present, epoch ms. */
  readonly now: number
  onClose(): void
}

export function AgentPanel({ agent, names, now, onClose }: AgentPanelProps) {
  const { may } = useConsole()
  const next = names.nameOf(agent.nextStatusId)
  return (
    <section className="live-panel" aria-label={agent.username}>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button variant="icon" iconName="close" ariaLabel={texts.close} onClick={onClose} />
            }
          >
            {agent.username}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <div>
            <span className="live-status">
              <span className={`live-dot live-dot-${dotOf(agent)}`} />
              {agent.status}
              <span className="kit-figures">{formatDuration(now - agent.statusSince)}</span>
            </span>
            {next === undefined ? undefined : <div>{`${texts.next}: ${next}`}</div>}
            <div>{agent.reachable ? texts.reachable : texts.unreachable}</div>
          </div>
          {may('Users.Edit') ? <StatusChange agent={agent} names={names} /> : undefined}
          {agent.contacts.length === 0 ? texts.noContacts : undefined}
          {agent.contacts.map(contact => (
            <PanelContact
              key={contact.contactId}
              contact={contact}
              words={`${wordsOf(contact, names)} ${formatDuration(now - contact.since)}`}
            />
          ))}
        </SpaceBetween>
      </Container>
    </section>
  )
}

function StatusChange({ agent, names }: { agent: MetricsAgent; names: Names }) {
  const { notify } = useConsole()
  const [statusId, setStatusId] = useState(agent.nextStatusId ?? agent.statusId)
  const { doing, problem, act } = useDoing()
  const options = names.statuses.map(({ id, name }) => ({ value: id, label: name }))
  const chosen = options.find(({ value }) => value === statusId)
  return (
    <FormField
      label={texts.setStatus}
      errorText={problem}
      constraintText={texts.setStatusHint}
      secondaryControl={
        <Button
          loading={doing}
          disabled={!chosen}
          onClick={() =>
            act(async () => {
              await connect('PutUserStatus', { UserId: agent.agentId, AgentStatusId: statusId })
              notify('success', texts.statusSet(agent.username, chosen?.label ?? ''))
            })
          }
        >
          {texts.setButton}
        </Button>
      }
    >
      <Select
        options={options}
        selectedOption={chosen ?? null}
        onChange={({ detail }) => setStatusId(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}

function PanelContact({
  contact,
  words,
}: {
  readonly contact: MetricsAgent['contacts'][number]
  readonly words: string
}) {
  const { may, signedIn } = useConsole()
  const [, goTo] = useLocation()
  const { doing, problem, act } = useDoing()
  const [listening, setListening] = useState(false)
  const monitor = (capabilities: readonly ('SILENT_MONITOR' | 'BARGE')[]) =>
    act(async () => {
      await connect('MonitorContact', {
        ContactId: contact.contactId,
        UserId: signedIn.session.userId,
        AllowedMonitorCapabilities: capabilities,
        ClientToken: crypto.randomUUID(),
      })
      setListening(true)
    })
  const details = `/console/contacts/${contact.contactId}`
  return (
    <div className="live-contact">
      <SpaceBetween size="xs">
        <span className="kit-figures">{words}</span>
        <SpaceBetween size="xs" direction="horizontal">
          {may('ManagerListenIn') && canBeHeard(contact) ? (
            <Button loading={doing} onClick={() => monitor(['SILENT_MONITOR'])}>
              {texts.listen}
            </Button>
          ) : undefined}
          {may('ManagerListenIn') && may('ManagerBargeIn') && canBeHeard(contact) ? (
            <Button loading={doing} onClick={() => monitor(['SILENT_MONITOR', 'BARGE'])}>
              {texts.barge}
            </Button>
          ) : undefined}
          {may('Contacts.Edit') ? <EndContact contactId={contact.contactId} /> : undefined}
          <Button
            href={details}
            onFollow={event => {
              event.preventDefault()
              goTo(details)
            }}
          >
            {texts.details}
          </Button>
        </SpaceBetween>
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        {listening ? (
          <Alert type="info">
            {texts.listening}{' '}
            <Link href="/agent" external externalIconAriaLabel={texts.openWorkspace}>
              {texts.openWorkspace}
            </Link>
          </Alert>
        ) : undefined}
      </SpaceBetween>
    </div>
  )
}
