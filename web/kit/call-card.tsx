// The middle of the softphone: the call as it stands, with what can be done about it. The buttons
// stay in one place through a call, whatever happens above them.
import Button from '@cloudscape-design/components/button'
import Spinner from '@cloudscape-design/components/spinner'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { AgentPageContact, AgentSnapshot } from '../../src/api/contract/agent-stream.ts'
import { CallButton } from './call-button.tsx'
import { callerName } from './caller-name.ts'
import { Card } from './card.tsx'
import { MissedList } from './contacts/missed-list.tsx'
import { type Missed, useMissed } from './contacts/use-missed.ts'
import { useCallableCountries } from './dial/use-callable-countries.ts'
import { formatDuration, secondsUntil } from './format-duration.ts'
import { Icon, type IconName } from './icons.tsx'
import { Keypad } from './keypad.tsx'
import { messages } from './messages.ts'
import { MonitorCard } from './monitor-card.tsx'
import { isColleague, PartyPanel } from './party-panel.tsx'
import { ariaShortcut, useShortcuts } from './shortcuts.ts'
import { isWaitingFor, type SoftphoneCard } from './softphone-card.ts'
import type { AgentPage } from './use-agent-link.ts'
import { useClock } from './use-clock.ts'

// Numbers of all countries come when somebody is to be called.
const DialPad = lazy(async () => {
  const { DialPad: component } = await import('./dial/dial-pad.tsx')
  return { default: component }
})

export interface CallCardProps {
  readonly page: AgentPage
  readonly card: SoftphoneCard
}

export function CallCard({ page, card }: CallCardProps) {
  const missed = useMissed(page)
  const monitored = 'contact' in card ? card.contact : undefined
  if (monitored?.monitoring) {
    const { monitoring, contactId } = monitored
    return <MonitorCard key={contactId} {...{ page, contact: monitored, monitoring }} />
  }
  switch (card.name) {
    case 'loading':
      return (
        <Card>
          <Spinner size="large" />
          <p className="kit-card-text">{messages.link.connecting}</p>
        </Card>
      )
    case 'idle':
      return <IdleCard page={page} reason={card.reason} missed={missed} />
    case 'incoming':
      return <IncomingCard page={page} contact={card.contact} />
    case 'connecting':
    case 'dialling':
    case 'connected':
    case 'onHold':
      return <TalkingCard key={card.contact.contactId} page={page} card={card} />
    case 'afterCall':
    case 'missed':
    case 'rejected':
    case 'error':
      return <DoneCard page={page} name={card.name} contact={card.contact} />
    default:
      throw new Error(`unexpected card ${card satisfies never}`)
  }
}

interface ContactCardProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
}

interface IdleCardProps {
  readonly page: AgentPage
  readonly reason: 'waiting' | 'notRoutable' | 'unreachable'
  readonly missed: Missed
}

function IdleCard(props: IdleCardProps) {
  const { page } = props
  const { link, state } = page
  const { softphone } = messages
  const { snapshot } = state
  const countries = useCallableCountries(page)
  const [dials, setDials] = useState(false)
  const canDial = countries !== undefined && snapshot?.status.type !== 'OFFLINE'
  useShortcuts(canDial ? { dial: () => setDials(true) } : {})
  if (!snapshot) return undefined
  if (dials && canDial) {
    return (
      <Suspense fallback={<Card>{undefined}</Card>}>
        <DialPad
          countries={countries}
          disabled={state.link !== 'open' || isWaitingFor(state, 'dial')}
          onCall={number => link.dial(number)}
          onBack={() => setDials(false)}
        />
      </Suspense>
    )
  }
  const available = snapshot.statuses.find(each => each.type === 'ROUTABLE')
  return (
    <Plain
      {...idleWords(props.reason, snapshot)}
      below={
        <MissedList of={props.missed} onCall={canDial ? number => link.dial(number) : undefined} />
      }
    >
      <div className="kit-idle-actions">
        {props.reason === 'notRoutable' && available ? (
          <Button
            variant="primary"
            disabled={state.link !== 'open'}
            loading={isWaitingFor(state, 'setStatus')}
            onClick={() => link.setStatus(available.statusId)}
          >
            {softphone.goAvailable}
          </Button>
        ) : undefined}
        {canDial && props.reason !== 'unreachable' ? (
          <Button iconName="call" onClick={() => setDials(true)}>
            {softphone.dial}
          </Button>
        ) : undefined}
      </div>
    </Plain>
  )
}

function idleWords(
  reason: 'waiting' | 'notRoutable' | 'unreachable',
  { phoneType, status }: AgentSnapshot,
): { readonly icon: IconName; readonly title: string; readonly text: string } {
  const { softphone } = messages
  const isDeskPhone = phoneType === 'DESK_PHONE'
  switch (reason) {
    case 'waiting':
      return {
        icon: 'headset',
        title: softphone.waitingTitle,
        text: isDeskPhone ? softphone.deskPhoneText : softphone.waitingText,
      }
    case 'unreachable':
      return {
        icon: 'warning',
        title: softphone.unreachableTitle,
        text: isDeskPhone ? softphone.deskPhoneUnreachable : softphone.unreachableText,
      }
    default:
      return {
        icon: 'headset',
        title: softphone.notRoutableTitle(status.name),
        text: softphone.notRoutableText,
      }
  }
}

interface PlainProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly below?: ReactNode
  readonly children?: ReactNode
}

function Plain(props: PlainProps) {
  return (
    <Card actions={props.children}>
      <span className="kit-card-icon">
        <Icon name={props.icon} size={40} />
      </span>
      <h2 className="kit-card-title">{props.title}</h2>
      <p className="kit-card-text">{props.text}</p>
      {props.below}
    </Card>
  )
}

function IncomingCard({ page, contact }: ContactCardProps) {
  const { link, state } = page
  const { softphone } = messages
  const now = useClock(state.skewMs)
  const can = state.link === 'open'
  const act = (method: 'accept' | 'reject') => () => {
    if (can) link.contact(method, contact.contactId)
  }
  useShortcuts({ accept: act('accept'), reject: act('reject') })
  return (
    <Card
      tone="kit-ringing"
      actions={
        <div className="kit-buttons kit-wide">
          <CallButton
            icon="hangUp"
            tone="negative"
            size="large"
            label={softphone.reject}
            shortcut={ariaShortcut('reject')}
            disabled={!can}
            busy={isWaitingFor(state, 'reject')}
            onPress={act('reject')}
          />
          <CallButton
            icon="phone"
            tone="positive"
            size="large"
            label={softphone.accept}
            shortcut={ariaShortcut('accept')}
            disabled={!can}
            onPress={act('accept')}
          />
        </div>
      }
    >
      <p className="kit-card-stage">{softphone.incoming}</p>
      <Caller contact={contact} />
      <p className="kit-card-text kit-figures">
        {state.snapshot?.autoAccept
          ? softphone.acceptingByItself
          : contact.until === undefined
            ? formatDuration(now - contact.since)
            : softphone.secondsLeft(secondsUntil(contact.until - now))}
      </p>
      <Countdown contact={contact} now={now} />
    </Card>
  )
}

/** A bar that empties; drawn once a second, moved by the style sheet in between. */
function Countdown({ contact, now }: { contact: AgentPageContact; now: number }) {
  const total = contact.until === undefined ? 0 : contact.until - contact.since
  const left = contact.until === undefined || total <= 0 ? 0 : (contact.until - now) / total
  const width = Math.max(0, Math.min(1, left))
  return (
    <span className="kit-countdown" aria-hidden="true">
      <span style={{ transform: `scaleX(${width})` }} />
    </span>
  )
}

function Caller({ contact }: { contact: AgentPageContact }) {
  const { softphone } = messages
  return (
    <>
      <h2 className="kit-caller">{callerName(contact.customerAddress)}</h2>
      <p className="kit-queue">
        {contact.queue === undefined ? softphone.noQueue : softphone.queue(contact.queue)}
      </p>
    </>
  )
}

type TalkingProps = {
  readonly page: AgentPage
  readonly card: Extract<CallCardProps['card'], { readonly contact: AgentPageContact }>
}

function TalkingCard({ page, card }: TalkingProps) {
  const { link, state } = page
  const { softphone } = messages
  const { contact } = card
  const [panel, setPanel] = useState<'keypad' | 'parties' | undefined>()
  const isMany = (contact.parties ?? []).some(isColleague)
  const isOpen = state.link === 'open'
  const can = isOpen && card.name !== 'connecting' && card.name !== 'dialling'
  // Whoever is called may be given up at any moment.
  const canEnd = can || (isOpen && card.name === 'dialling')
  const held = card.name === 'onHold'
  const actions = {
    hold: () => link.contact(held ? 'resume' : 'hold', contact.contactId),
    mute: () => link.mute(contact.contactId, !contact.muted),
    keypad: () => setPanel(shown => (shown === 'keypad' ? undefined : 'keypad')),
    parties: () => setPanel(shown => (shown === 'parties' ? undefined : 'parties')),
    hangUp: () => link.contact('hangUp', contact.contactId),
  }
  useShortcuts(can ? actions : canEnd ? { hangUp: actions.hangUp } : {})
  return (
    <Card
      tone={held ? 'kit-held' : ''}
      actions={
        <div className="kit-buttons kit-five">
          <CallButton
            icon={held ? 'play' : 'pause'}
            label={held ? softphone.resume : softphone.hold}
            pressed={held}
            shortcut={ariaShortcut('hold')}
            disabled={!can}
            busy={isWaitingFor(state, 'hold') || isWaitingFor(state, 'resume')}
            onPress={actions.hold}
          />
          <CallButton
            icon={contact.muted ? 'microphoneOff' : 'microphone'}
            label={contact.muted ? softphone.unmute : softphone.mute}
            pressed={contact.muted}
            shortcut={ariaShortcut('mute')}
            disabled={!can}
            busy={isWaitingFor(state, 'mute')}
            onPress={actions.mute}
          />
          <CallButton
            icon="keypad"
            label={softphone.keypad}
            pressed={panel === 'keypad'}
            shortcut={ariaShortcut('keypad')}
            disabled={!can}
            onPress={actions.keypad}
          />
          <CallButton
            icon="people"
            label={softphone.parties}
            pressed={panel === 'parties'}
            shortcut={ariaShortcut('parties')}
            disabled={!can || !(contact.leads || isMany)}
            onPress={actions.parties}
          />
          <CallButton
            icon="hangUp"
            tone="negative"
            label={isMany ? softphone.leave : softphone.hangUp}
            shortcut={ariaShortcut('hangUp')}
            disabled={!canEnd}
            busy={isWaitingFor(state, 'hangUp')}
            onPress={actions.hangUp}
          />
        </div>
      }
    >
      {panel === 'parties' ? (
        <PartyPanel page={page} contact={contact} disabled={!can} />
      ) : panel === 'keypad' ? (
        <DigitPad
          disabled={!can}
          caller={callerName(contact.customerAddress)}
          onDigit={digit => link.digits(contact.contactId, digit)}
        />
      ) : (
        <TalkingFace page={page} card={card} />
      )}
    </Card>
  )
}

function TalkingFace({ page, card }: TalkingProps) {
  const { softphone } = messages
  const { contact } = card
  const now = useClock(page.state.skewMs)
  const others = (contact.parties ?? []).length - 1
  return (
    <>
      <p className="kit-card-stage">
        {card.name === 'connecting'
          ? softphone.connecting
          : card.name === 'dialling'
            ? softphone.dialling
            : card.name === 'onHold'
              ? softphone.onHold
              : softphone.connected}
      </p>
      <Caller contact={contact} />
      <p className="kit-call-timer kit-figures" role="timer" aria-live="off">
        {formatDuration(now - (contact.connectedAt ?? contact.since))}
      </p>
      <p className="kit-card-text">
        {contact.muted ? softphone.muted : card.name === 'onHold' ? softphone.onHoldText : ''}
        {others > 0 ? messages.party.others(others) : ''}
      </p>
    </>
  )
}

function DigitPad(props: { disabled: boolean; caller: string; onDigit: (digit: string) => void }) {
  const [sent, setSent] = useState('')
  return (
    <div className="kit-digit-pad">
      <output className="kit-digits" aria-label={messages.softphone.sent}>
        {sent === '' ? props.caller : sent.slice(-18)}
      </output>
      <Keypad
        disabled={props.disabled}
        onDigit={digit => {
          setSent(digits => digits + digit)
          props.onDigit(digit)
        }}
      />
    </div>
  )
}

type DoneName = 'afterCall' | 'missed' | 'rejected' | 'error'

function DoneCard({ page, name, contact }: ContactCardProps & { name: DoneName }) {
  const { link, state } = page
  const { softphone } = messages
  const now = useClock(state.skewMs)
  const can = state.link === 'open'
  const clear = () => {
    if (can) link.contact('clear', contact.contactId)
  }
  useShortcuts({ clear })
  const texts = {
    afterCall: softphone.afterCallText,
    missed: softphone.missedText,
    rejected: softphone.rejectedText,
    error: softphone.errorText,
  }
  return (
    <Card
      tone={name === 'afterCall' ? '' : 'kit-failed'}
      actions={
        <Button
          variant="primary"
          fullWidth
          disabled={!can}
          loading={isWaitingFor(state, 'clear')}
          onClick={clear}
        >
          {softphone.clear}
        </Button>
      }
    >
      <p className="kit-card-stage">{softphone[name]}</p>
      <Caller contact={contact} />
      {name === 'afterCall' ? (
        <p className="kit-call-timer kit-figures" role="timer" aria-live="off">
          {formatDuration(now - contact.since)}
        </p>
      ) : undefined}
      <p className="kit-card-text">
        {contact.until === undefined
          ? texts[name]
          : softphone.endsByItself(formatDuration(contact.until - now + 999))}
      </p>
    </Card>
  )
}
