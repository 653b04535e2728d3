// Who waits in a queue, longest first, and what a supervisor may do for them.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useState } from 'react'
import { connect } from '../../../kit/connect.ts'
import { formatDuration } from '../../../kit/format-duration.ts'
import { useClock } from '../../../kit/use-clock.ts'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { AgentSelect } from '../agent-select.tsx'
import { ContactLink } from '../contact-link.tsx'
import { EVERYTHING, type FoundContact, searchContacts } from '../contacts/contact-search.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { useDoing } from '../use-doing.ts'

const EVERY_MS = 5_000
const DAY_MS = 86_400_000
const SHOWN = 20

export interface WaitingPanelProps {
  readonly queueId: string
  readonly name: string
  /** Asked again as soon as this changes. */
  readonly waiting: number | undefined
  readonly skewMs: number
  onClose(): void
}

export function WaitingPanel({ queueId, name, waiting, skewMs, onClose }: WaitingPanelProps) {
  const now = useClock(skewMs)
  const { value, problem, again } = useAnswer(
    signal => whoWaits(queueId, signal),
    [queueId, waiting],
  )
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return (
    <section className="live-panel" aria-label={texts.open.waiting(name)}>
      <Container
        header={
          <Header
            variant="h2"
            description={name}
            actions={
              <Button variant="icon" iconName="close" ariaLabel={texts.close} onClick={onClose} />
            }
          >
            {texts.waiting}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
          {value?.length === 0 ? texts.nobodyWaits : undefined}
          {value?.slice(0, SHOWN).map(contact => (
            <WaitingContact key={contact.Id} contact={contact} now={now} onDone={again} />
          ))}
          {value && value.length > SHOWN ? texts.more(value.length - SHOWN) : undefined}
        </SpaceBetween>
      </Container>
    </section>
  )
}

/** Of the last day, the newest looked at first: in the queue, with no agent and not over. */
async function whoWaits(queueId: string, signal: AbortSignal): Promise<FoundContact[]> {
  const now = Date.now()
  const { contacts } = await searchContacts(
    {
      ...EVERYTHING,
      from: now - DAY_MS,
      until: now + DAY_MS,
      state: 'open',
      queues: [queueId],
    },
    undefined,
    signal,
  )
  return contacts
    .filter(
      ({ AgentInfo, QueueInfo }) =>
        AgentInfo?.ConnectedToAgentTimestamp === undefined &&
        QueueInfo?.EnqueueTimestamp !== undefined,
    )
    .sort((a, b) => enqueuedAt(a) - enqueuedAt(b))
}

function enqueuedAt({ QueueInfo }: FoundContact): number {
  return (QueueInfo?.EnqueueTimestamp ?? 0) * 1000
}

function WaitingContact({
  contact,
  now,
  onDone,
}: {
  readonly contact: FoundContact
  readonly now: number
  onDone(): void
}) {
  const { may, notify } = useConsole()
  const [agent, setAgent] = useState<{ readonly id: string; readonly name: string } | undefined>()
  const { doing, problem, act } = useDoing()
  const { Id = '', Channel = '' } = contact
  return (
    <div className="live-contact">
      <SpaceBetween size="xs">
        <div className="live-bar">
          <ContactLink contactId={Id}>{texts.channels[Channel] ?? Channel}</ContactLink>
          <span className="kit-figures">
            {`${texts.waits} ${formatDuration(now - enqueuedAt(contact))}`}
          </span>
        </div>
        {may('Contacts.Edit') ? (
          <FormField
            label={texts.assignTo}
            secondaryControl={
              <Button
                loading={doing}
                disabled={!agent}
                onClick={() =>
                  act(async () => {
                    await connect('AssociateContactWithUser', {
                      ContactId: Id,
                      UserId: agent?.id ?? '',
                    })
                    notify('success', texts.assigned(agent?.name ?? ''))
                    onDone()
                  })
                }
              >
                {texts.assign}
              </Button>
            }
          >
            <AgentSelect chosen={agent} onChoose={setAgent} />
          </FormField>
        ) : undefined}
        {may('Contacts.Edit') ? (
          <Button
            loading={doing}
            onClick={() =>
              act(async () => {
                await connect('UpdateContactRoutingData', { ContactId: Id, QueuePriority: 1 })
                notify('success', texts.movedFirst)
                onDone()
              })
            }
          >
            {texts.first}
          </Button>
        ) : undefined}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </div>
  )
}
