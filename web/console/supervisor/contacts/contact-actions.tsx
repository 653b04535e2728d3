// What a supervisor may do about a contact that goes on.
import Button from '@cloudscape-design/components/button'
import DatePicker from '@cloudscape-design/components/date-picker'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TimeInput from '@cloudscape-design/components/time-input'
import { useState } from 'react'
import { connect } from '../../../kit/connect.ts'
import { useConsole } from '../../use-console.ts'
import { AgentSelect } from '../agent-select.tsx'
import { Dialog } from '../dialog.tsx'
import { EndContact } from '../end-contact.tsx'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { liveTexts } from '../texts/live-texts.ts'
import { useDoing } from '../use-doing.ts'
import type { Named, Names } from '../use-names.ts'
import type { DescribedContact } from './contact-events.ts'

export interface ContactActionsProps {
  readonly contact: DescribedContact
  readonly names: Names
  onDone(): void
}

type Action = 'transfer' | 'assign' | 'reschedule'

export function ContactActions({ contact, names, onDone }: ContactActionsProps) {
  const { may } = useConsole()
  const [action, setAction] = useState<Action | undefined>()
  const { Id = '', Channel, DisconnectTimestamp, AgentInfo, ScheduledTimestamp } = contact
  if (DisconnectTimestamp !== undefined || !may('Contacts.Edit')) return undefined
  const hasAgent = AgentInfo?.ConnectedToAgentTimestamp !== undefined
  const isPlanned = Channel === 'TASK' && (ScheduledTimestamp ?? 0) * 1000 > Date.now()
  const done = () => {
    setAction(undefined)
    onDone()
  }
  const close = () => setAction(undefined)
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {hasAgent ? undefined : <Button onClick={() => setAction('assign')}>{texts.assign}</Button>}
      {hasAgent && Channel !== 'VOICE' ? (
        <Button onClick={() => setAction('transfer')}>{texts.transfer}</Button>
      ) : undefined}
      {isPlanned ? (
        <Button onClick={() => setAction('reschedule')}>{texts.reschedule}</Button>
      ) : undefined}
      <EndContact contactId={Id} onEnded={onDone} />
      {action === 'assign' ? <Assign contactId={Id} onDone={done} onClose={close} /> : undefined}
      {action === 'transfer' ? (
        <Transfer contactId={Id} queues={names.queues} onDone={done} onClose={close} />
      ) : undefined}
      {action === 'reschedule' ? (
        <Reschedule contactId={Id} onDone={done} onClose={close} />
      ) : undefined}
    </SpaceBetween>
  )
}

interface ActionProps {
  readonly contactId: string
  onDone(): void
  onClose(): void
}

function Assign({ contactId, onDone, onClose }: ActionProps) {
  const { notify } = useConsole()
  const [agent, setAgent] = useState<Named | undefined>()
  const doing = useDoing()
  const assign = async () => {
    await connect('AssociateContactWithUser', { ContactId: contactId, UserId: agent?.id ?? '' })
    notify('success', texts.assigned(agent?.name ?? ''))
    onDone()
  }
  return (
    <Dialog
      title={liveTexts.assignTo}
      submit={texts.assign}
      ready={agent !== undefined}
      doing={doing}
      onSubmit={assign}
      onClose={onClose}
    >
      <FormField label={texts.agent}>
        <AgentSelect chosen={agent} onChoose={setAgent} />
      </FormField>
    </Dialog>
  )
}

function Transfer({
  contactId,
  queues,
  onDone,
  onClose,
}: ActionProps & { readonly queues: readonly Named[] }) {
  const { notify } = useConsole()
  const [queueId, setQueueId] = useState('')
  const doing = useDoing()
  const options = queues.map(({ id, name }) => ({ value: id, label: name }))
  const transfer = async () => {
    const ContactFlowId = await transferFlow()
    await connect('TransferContact', { ContactId: contactId, QueueId: queueId, ContactFlowId })
    notify('success', texts.transferred)
    onDone()
  }
  return (
    <Dialog
      title={texts.transferTo}
      submit={texts.transfer}
      ready={queueId !== ''}
      doing={doing}
      onSubmit={transfer}
      onClose={onClose}
    >
      <FormField label={texts.queue}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === queueId) ?? null}
          filteringType="auto"
          onChange={({ detail }) => setQueueId(detail.selectedOption.value ?? '')}
        />
      </FormField>
    </Dialog>
  )
}

/** The flow for transfers to queues; the service says what is wrong when there is none. */
async function transferFlow(): Promise<string> {
  const { ContactFlowSummaryList = [] } = await connect('ListContactFlows', {
    ContactFlowTypes: ['QUEUE_TRANSFER'],
  })
  return ContactFlowSummaryList[0]?.Id ?? ''
}

function Reschedule({ contactId, onDone, onClose }: ActionProps) {
  const { notify } = useConsole()
  const [date, setDate] = useState('')
  const [time, setTime] = useState('09:00')
  const doing = useDoing()
  const at = Date.parse(`${date}T${time}`)
  const plan = async () => {
    await connect('UpdateContactSchedule', { ContactId: contactId, ScheduledTime: at / 1000 })
    notify('success', texts.rescheduled)
    onDone()
  }
  return (
    <Dialog
      title={texts.reschedule}
      submit={texts.reschedule}
      ready={!Number.isNaN(at)}
      doing={doing}
      onSubmit={plan}
      onClose={onClose}
    >
      <SpaceBetween size="m" direction="horizontal">
        <FormField label={texts.whenDate}>
          <DatePicker
            value={date}
            placeholder="YYYY/MM/DD"
            onChange={({ detail }) => setDate(detail.value)}
          />
        </FormField>
        <FormField label={texts.whenTime}>
          <TimeInput
            format="hh:mm"
            placeholder="hh:mm"
            value={time}
            onChange={({ detail }) => setTime(detail.value)}
          />
        </FormField>
      </SpaceBetween>
    </Dialog>
  )
}
