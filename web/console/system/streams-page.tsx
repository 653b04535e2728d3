// Who is told what happens, and how far behind they are.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useEffect, useState } from 'react'
import { formatDuration } from '../../kit/format-duration.ts'
import { requestJson } from '../../kit/http.ts'
import { send } from '../send.ts'
import { sentenceOf, useAnswer } from '../use-answer.ts'
import './system.css'
import { systemTexts } from './texts/system-texts.ts'

const { streams: texts } = systemTexts
const ASK_EVERY_MS = 3000
const TYPES = ['file', 'webhook', 'nats', 'kinesis'].map(value => ({ value }))

/** As `/api/sinks` shows one. */
interface Sink {
  readonly name: string
  readonly type: string
  readonly kinds: readonly string[]
  readonly status: {
    readonly delivered: number
    /** Epoch ms, of what it is being told now. */
    readonly at?: number
    readonly lastError?: string
  } | null
}

export function StreamsPage() {
  const { value: sinks = [], problem, again } = useAnswer(allSinks, [])
  const [adding, setAdding] = useState(false)
  const [failed, setFailed] = useState<string | undefined>()
  useEffect(() => {
    const timer = setInterval(() => (document.hidden ? undefined : again()), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  const remove = (name: string) => {
    if (!confirm(texts.reallyRemove(name))) return
    setFailed(undefined)
    void send('DELETE', `/api/sinks/${name}`).then(again, error => setFailed(sentenceOf(error)))
  }
  return (
    <SpaceBetween size="m">
      {failed === undefined ? undefined : <Alert type="error">{failed}</Alert>}
      <Table
        variant="full-page"
        items={sinks}
        trackBy="name"
        wrapLines
        empty={problem === undefined ? texts.empty : <Alert type="error">{problem}</Alert>}
        ariaLabels={{ tableLabel: texts.title }}
        header={
          <Header
            variant="h1"
            description={texts.intro}
            actions={
              <Button variant="primary" onClick={() => setAdding(true)}>
                {texts.add}
              </Button>
            }
          >
            {texts.title}
          </Header>
        }
        columnDefinitions={[
          { id: 'name', header: texts.name, isRowHeader: true, cell: each => each.name },
          { id: 'type', header: texts.type, cell: each => each.type },
          { id: 'tells', header: texts.tells, cell: each => each.kinds.join(', ') },
          {
            id: 'delivered',
            header: texts.delivered,
            cell: each => each.status?.delivered.toLocaleString() ?? '–',
          },
          { id: 'lag', header: texts.lag, cell: lagOf },
          { id: 'state', header: texts.state, cell: State },
          {
            id: 'remove',
            header: texts.remove,
            cell: each => (
              <Button
                variant="inline-icon"
                iconName="remove"
                ariaLabel={texts.removeOf(each.name)}
                onClick={() => remove(each.name)}
              />
            ),
          },
        ]}
      />
      {adding ? (
        <NewSink
          onClose={() => {
            setAdding(false)
            again()
          }}
        />
      ) : undefined}
    </SpaceBetween>
  )
}

function State({ status }: Sink) {
  if (!status) return <StatusIndicator type="pending">{texts.waiting}</StatusIndicator>
  return status.lastError === undefined ? (
    <StatusIndicator type="success">{texts.fine}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{status.lastError}</StatusIndicator>
  )
}

function lagOf({ status }: Sink): string {
  if (!status) return '–'
  return status.at === undefined ? texts.upToDate : formatDuration(Date.now() - status.at)
}

function NewSink({ onClose }: { onClose(): void }) {
  const [name, setName] = useState('')
  const [type, setType] = useState('file')
  const [target, setTarget] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [secret, setSecret] = useState<string | undefined>()
  const save = async () => {
    const where = type === 'kinesis' ? { streamArn: target } : { url: target }
    const body = { type, ...(target !== '' && type !== 'file' && where) }
    try {
      const made = await send<{ readonly secret?: string }>('PUT', `/api/sinks/${name}`, body)
      if (made.secret === undefined) onClose()
      else setSecret(made.secret)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal
      visible
      header={texts.newTitle}
      closeAriaLabel={texts.cancel}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button
            variant="primary"
            disabled={name === '' || secret !== undefined}
            onClick={() => void save()}
          >
            {texts.save}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label={texts.name}>
          <Input value={name} placeholder="crm" onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label={texts.type}>
          <Select
            options={TYPES}
            selectedOption={{ value: type }}
            onChange={({ detail }) => setType(detail.selectedOption.value ?? 'file')}
          />
        </FormField>
        {type === 'file' ? undefined : (
          <FormField label={texts.target}>
            <Input value={target} onChange={({ detail }) => setTarget(detail.value)} />
          </FormField>
        )}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        {secret === undefined ? undefined : (
          <Alert type="success" header={texts.secret}>
            <code>{secret}</code>
          </Alert>
        )}
      </SpaceBetween>
    </Modal>
  )
}

async function allSinks(): Promise<readonly Sink[]> {
  const answer = await requestJson<{ readonly sinks: readonly Sink[] }>('GET', '/api/sinks')
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.value.sinks
}
