import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { CallButton } from '../kit/call-button.tsx'
import { formatDuration } from '../kit/format-duration.ts'
import { Keypad } from '../kit/keypad.tsx'
import { LevelMeter } from '../kit/level-meter.tsx'
import { messages } from '../kit/messages.ts'
import { explainMicrophone } from '../kit/microphone-problem.ts'
import { useClock } from '../kit/use-clock.ts'
import { isCallable } from './is-callable.ts'
import { PhoneCall } from './phone-call.ts'
import type { PhoneState } from './phone-state.ts'

/** Links may name another: `/phone?number=+15550123`. */
const DEFAULT_NUMBER = new URLSearchParams(globalThis.location?.search).get('number') ?? '+15550100'

export function PhonePage() {
  const [phone] = useState(() => new PhoneCall())
  const state = useSyncExternalStore(phone.subscribe, phone.getState)
  const playBlocked = useSyncExternalStore(phone.subscribe, phone.isPlayBlocked)
  useLeaving(phone)
  const going = state.name !== 'idle' && state.name !== 'ended'
  return (
    <main className="phone">
      <section className="phone-body" aria-label={messages.phone.title}>
        <h1 className="kit-brand phone-title">{messages.phone.title}</h1>
        {going ? <Going phone={phone} state={state} /> : <Idle phone={phone} state={state} />}
        {playBlocked ? (
          <Button onClick={() => void phone.allowSound()}>{messages.link.hear}</Button>
        ) : undefined}
        <div className="kit-unseen" role="status">
          {stage(state)}
        </div>
      </section>
    </main>
  )
}

/** A page that is left hangs up: a call without its page could not be heard nor ended. */
function useLeaving(phone: PhoneCall): void {
  useEffect(() => {
    const leave = () => phone.hangUp()
    const online = () => phone.networkReturned()
    addEventListener('pagehide', leave)
    addEventListener('online', online)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('online', online)
    }
  }, [phone])
}

function Idle({ phone, state }: { phone: PhoneCall; state: PhoneState }) {
  const [number, setNumber] = useState(state.name === 'ended' ? state.to : DEFAULT_NUMBER)
  const [wrong, setWrong] = useState(false)

  function call() {
    const callable = isCallable(number)
    setWrong(!callable)
    if (callable) void phone.start(number.replaceAll(/[\s().-]/g, ''))
  }

  return (
    <form
      className="phone-form"
      onSubmit={event => {
        event.preventDefault()
        call()
      }}
    >
      <LastCall state={state} />
      <div className="phone-entry">
        <FormField
          label={messages.phone.number}
          {...(wrong && { errorText: messages.phone.badNumber })}
          stretch
        >
          <Input
            value={number}
            type="text"
            inputMode="tel"
            autoComplete={false}
            onChange={({ detail }) => {
              setNumber(detail.value)
              setWrong(false)
            }}
          />
        </FormField>
      </div>
      <Keypad onDigit={digit => setNumber(typed => typed + digit)} />
      <div className="phone-actions">
        <CallButton
          icon="phone"
          tone="positive"
          size="large"
          label={messages.phone.call}
          onPress={call}
        />
      </div>
    </form>
  )
}

function LastCall({ state }: { state: PhoneState }) {
  if (state.name !== 'ended') return <p className="phone-note">{messages.phone.intro}</p>
  if (state.problem !== undefined) {
    const { title, help } = explainMicrophone(state.problem)
    return (
      <p className="phone-note phone-bad" role="alert">
        <strong>{title}</strong> {help}
      </p>
    )
  }
  const reason = state.reason === undefined ? undefined : sentenceFor(state.reason)
  return (
    <p className={reason === undefined ? 'phone-note' : 'phone-note phone-bad'}>
      <strong>{stage(state)}</strong> {reason}
    </p>
  )
}

function sentenceFor(reason: string): string {
  return messages.phone.reasons[reason] ?? reason
}

type GoingState = Exclude<PhoneState, { readonly name: 'idle' | 'ended' }>

function Going({ phone, state }: { phone: PhoneCall; state: GoingState }) {
  const [sent, setSent] = useState('')
  const asking = state.name === 'microphone'
  const linkLost = state.name !== 'microphone' && state.linkLost
  return (
    <div className="phone-form">
      <p className={linkLost ? 'phone-note phone-warn' : 'phone-note'}>
        {linkLost ? messages.phone.linkLost : asking ? messages.phone.allowMicrophone : ''}
      </p>
      <div className="phone-entry phone-call">
        <p className="kit-caller">{state.to}</p>
        <p className="phone-stage">
          <span>{stage(state)}</span>
          {state.name === 'connected' ? <Timer since={state.since} /> : undefined}
          {asking ? undefined : <LevelMeter level={phone.level} />}
        </p>
        <output className="kit-digits" aria-label={messages.softphone.sent}>
          {sent.slice(-18)}
        </output>
      </div>
      <Keypad
        disabled={state.name !== 'connected'}
        onDigit={digit => {
          setSent(digits => digits + digit)
          phone.digit(digit)
        }}
      />
      <div className="phone-actions">
        <CallButton
          icon="hangUp"
          tone="negative"
          size="large"
          label={messages.phone.hangUp}
          onPress={() => phone.hangUp()}
        />
      </div>
    </div>
  )
}

function Timer({ since }: { since: number }) {
  const now = useClock(0)
  return (
    <time className="kit-figures" role="timer" aria-live="off">
      {formatDuration(now - since)}
    </time>
  )
}

function stage(state: PhoneState): string {
  const { phone } = messages
  switch (state.name) {
    case 'idle':
      return ''
    case 'microphone':
      return phone.askingMicrophone
    case 'ended':
      return state.talkedMs === undefined
        ? state.reason === undefined && state.problem === undefined
          ? phone.ended
          : phone.notConnected
        : phone.endedAfter(formatDuration(state.talkedMs))
    default:
      return phone[state.name]
  }
}
