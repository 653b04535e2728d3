// Tries a number or a trunk: by calling in from the browser, or by letting the centre call out.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useEffect, useState } from 'react'
import { sentenceOf } from '../../use-answer.ts'
import { call } from '../api-resource.ts'
import { useNames } from '../names.ts'
import { PickField } from '../pick-field.tsx'
import type { Row } from '../resource.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const LOOK_EVERY_MS = 1000

export function TestCallTab({ row }: { readonly row: Row }) {
  const isNumber = row.name.startsWith('+')
  return (
    <SpaceBetween size="l">
      {isNumber ? (
        <Container header={<Header variant="h2">{texts.callFromBrowser}</Header>}>
          <Link external href={`/phone?number=${encodeURIComponent(row.name)}`}>
            {texts.openPhone}
          </Link>
        </Container>
      ) : undefined}
      <CallOut from={isNumber ? row.id : undefined} />
    </SpaceBetween>
  )
}

function CallOut({ from }: { readonly from: string | undefined }) {
  const [number, setNumber] = useState('')
  const [flow, setFlow] = useState<unknown>()
  const [source, setSource] = useState<unknown>(from)
  const [contactId, setContactId] = useState<string | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  const sourceId = typeof source === 'string' ? source : ''
  const shown = useNames('phone-numbers', sourceId === '' ? [] : [sourceId]).get(sourceId)
  const state = useCallState(contactId)
  const dial = async () => {
    setProblem(undefined)
    setContactId(undefined)
    try {
      const answer = await call('StartOutboundVoiceContact', {
        DestinationPhoneNumber: number,
        ContactFlowId: flow,
        SourcePhoneNumber: shown,
      })
      setContactId(String(answer.ContactId))
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  const pick = { values: {}, id: undefined, disabled: false }
  return (
    <Container header={<Header variant="h2">{texts.outbound}</Header>}>
      <SpaceBetween size="m">
        <FormField label={texts.number}>
          <Input
            value={number}
            type="text"
            ariaLabel={texts.number}
            onChange={({ detail }) => setNumber(detail.value)}
          />
        </FormField>
        {from === undefined ? (
          <FormField label={texts.source}>
            <PickField
              {...pick}
              of="phone-numbers"
              required
              value={source}
              label={texts.source}
              onChange={setSource}
            />
          </FormField>
        ) : undefined}
        <FormField label={texts.flow}>
          <PickField
            {...pick}
            of="flows"
            required
            value={flow}
            label={texts.flow}
            onChange={setFlow}
          />
        </FormField>
        <SpaceBetween direction="horizontal" size="m">
          <Button
            iconName="call"
            disabled={number === '' || flow === undefined || shown === undefined}
            onClick={() => void dial()}
          >
            {texts.call}
          </Button>
          <span role="status">
            {state === undefined ? undefined : (
              <StatusIndicator type={state.type}>{texts.callState(state.words)}</StatusIndicator>
            )}
          </span>
        </SpaceBetween>
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Container>
  )
}

interface CallState {
  readonly type: 'in-progress' | 'success' | 'stopped' | 'error'
  readonly words: string
}

/** How a call goes, looked at until it is over. */
function useCallState(contactId: string | undefined): CallState | undefined {
  const [state, setState] = useState<CallState | undefined>()
  useEffect(() => {
    if (contactId === undefined) return setState(undefined)
    setState({ type: 'in-progress', words: texts.states.calling })
    let over = false
    const look = async () => {
      const { Contact } = await call('DescribeContact', { ContactId: contactId })
      const next = stateOf(Contact as Values)
      if (over) return
      setState(next)
      if (next.type === 'stopped' || next.type === 'error') clearInterval(timer)
    }
    const timer = setInterval(
      () => void look().catch(error => setState({ type: 'error', words: sentenceOf(error) })),
      LOOK_EVERY_MS,
    )
    return () => {
      over = true
      clearInterval(timer)
    }
  }, [contactId])
  return state
}

function stateOf({
  DisconnectTimestamp,
  ConnectedToSystemTimestamp,
  DisconnectReason,
}: Values): CallState {
  if (DisconnectTimestamp !== undefined) {
    const why = DisconnectReason === undefined ? '' : ` (${String(DisconnectReason)})`
    return { type: 'stopped', words: texts.states.ended + why }
  }
  if (ConnectedToSystemTimestamp !== undefined) {
    return { type: 'success', words: texts.states.connected }
  }
  return { type: 'in-progress', words: texts.states.calling }
}
