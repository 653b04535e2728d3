// Closes something, or says something to whoever comes next: typed, heard, and until when.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import { useEffect, useState } from 'react'
import type { OperationsState } from '../../../src/api/contract/operations-http.ts'
import { DialogActions } from '../dialog-actions.tsx'
import { spoken } from '../spoken.ts'
import { sentenceOf } from '../use-answer.ts'
import { ENDS, type End, endOf } from './ends.ts'
import { changeOperations } from './operations-client.ts'
import { operationsTexts as texts } from './texts/operations-texts.ts'

interface NoticeDialogProps {
  readonly state: OperationsState
  onClose(): void
  onSaved(): void
}

export function NoticeDialog({ state, onClose, onSaved }: NoticeDialogProps) {
  const { now } = state
  const [closed, setClosed] = useState(now?.closed ?? false)
  const [message, setMessage] = useState(now?.message ?? '')
  const [end, setEnd] = useState<End>(now?.until === undefined ? 'forever' : 'kept')
  const [problem, setProblem] = useState<string | undefined>()
  const [saving, setSaving] = useState(false)
  const ends = ENDS.filter(each => each !== 'kept' || now?.until !== undefined).map(value => ({
    value,
    label: labelOf(value, now?.until),
  }))
  const save = async () => {
    setSaving(true)
    const until = endOf(end, Date.now(), now?.until)
    try {
      await changeOperations(state, {
        closed,
        ...(message.trim() !== '' && { message }),
        ...(until !== undefined && { until }),
      })
      onSaved()
    } catch (error) {
      setProblem(sentenceOf(error))
      setSaving(false)
    }
  }
  return (
    <Modal
      visible
      header={state.name}
      closeAriaLabel={texts.cancel}
      onDismiss={onClose}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={texts.save}
          busy={saving}
          disabled={!closed && message.trim() === ''}
          onCancel={onClose}
          onAct={() => void save()}
        />
      }
    >
      <SpaceBetween size="m">
        <Toggle checked={closed} onChange={({ detail }) => setClosed(detail.checked)}>
          {texts.close}
        </Toggle>
        <FormField label={texts.message} description={texts.messageHint}>
          <Textarea
            value={message}
            rows={4}
            ariaLabel={texts.message}
            onChange={({ detail }) => setMessage(detail.value.slice(0, 1000))}
          />
        </FormField>
        <Preview text={message} failed={setProblem} />
        <FormField label={texts.ends}>
          <Select
            options={ends}
            selectedOption={ends.find(each => each.value === end) ?? null}
            ariaLabel={texts.ends}
            onChange={({ detail }) => setEnd(detail.selectedOption.value as End)}
          />
        </FormField>
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}

interface PreviewProps {
  readonly text: string
  failed(sentence: string): void
}

function Preview({ text, failed }: PreviewProps) {
  const [address, setAddress] = useState<string | undefined>()
  const [asking, setAsking] = useState(false)
  // Another text is another sound.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said above
  useEffect(() => setAddress(undefined), [text])
  useEffect(
    () => () => (address === undefined ? undefined : URL.revokeObjectURL(address)),
    [address],
  )
  const listen = async () => {
    setAsking(true)
    await spoken(text).then(
      sound => setAddress(URL.createObjectURL(sound)),
      error => failed(sentenceOf(error)),
    )
    setAsking(false)
  }
  if (address !== undefined) {
    const label = texts.listen
    // biome-ignore lint/a11y/useMediaCaption: the text stands above it
    return <audio className="console-audio" controls autoPlay src={address} aria-label={label} />
  }
  return (
    <Button
      iconName="play"
      disabled={text.trim() === ''}
      loading={asking}
      loadingText={texts.listening}
      onClick={() => void listen()}
    >
      {texts.listen}
    </Button>
  )
}

function labelOf(end: End, kept: number | undefined): string {
  if (end === 'forever') return texts.forever
  if (end === 'today') return texts.today
  return end === 'kept' ? new Date(kept ?? 0).toLocaleString() : texts.hours(Number(end))
}
