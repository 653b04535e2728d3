// The agent's softphone: status, the current call, and how the connection is. It fits a frame of
// 320 by 465 pixels and fills what it is given.
import type { ReactNode } from 'react'
import type { AgentPageContact } from '../../src/api/contract/agent-stream.ts'
import type { AgentState } from './agent-state.ts'
import { CallCard } from './call-card.tsx'
import { callerName } from './caller-name.ts'
import { LevelMeter } from './level-meter.tsx'
import { messages } from './messages.ts'
import type { SignedIn } from './session-gate.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { SoftphoneBanner } from './softphone-banner.tsx'
import { cardOf, currentContact, isHeard, type SoftphoneCard } from './softphone-card.ts'
import { StatusBar } from './status-bar.tsx'
import type { AgentPage } from './use-agent-link.ts'
import { useIncomingCall } from './use-incoming-call.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export interface SoftphoneProps {
  readonly page: AgentPage
  readonly signedIn: SignedIn
  /** What stands between the status and the call: the list of all contacts. */
  readonly contacts?: ReactNode
}

export function Softphone({ page, signedIn, contacts }: SoftphoneProps) {
  const { link, state } = page
  const card = cardOf(state)
  useIncomingCall(card)
  const place = useKeptFocus<HTMLDivElement>(card.name)
  return (
    <section className="kit-softphone" aria-label={messages.softphone.region}>
      <header className="kit-softphone-head">
        <StatusBar page={page} />
        <SettingsMenu signedIn={signedIn} />
      </header>
      <SoftphoneBanner page={page} />
      {contacts}
      <div className="kit-card-place" ref={place} tabIndex={-1}>
        <CallCard page={page} card={card} />
      </div>
      <footer className="kit-softphone-foot">
        <Health state={state} />
        {isHeard(state) && state.audio.name === 'connected' ? (
          <LevelMeter level={link.level} />
        ) : undefined}
      </footer>
      <Announcements card={card} contact={currentContact(state)} />
    </section>
  )
}

/** Connection of signalling and of audio, in words and not by colour alone. */
function Health({ state }: { state: AgentState }) {
  const { link } = messages
  const online = state.link === 'open'
  return (
    <span className="kit-health">
      <span className={online ? 'kit-dot kit-good' : 'kit-dot kit-bad'} aria-hidden="true" />
      <span>{online ? link.online : link.offline}</span>
      {state.snapshot?.phoneType === 'SOFT_PHONE' ? <AudioHealth state={state} /> : undefined}
    </span>
  )
}

function AudioHealth({ state }: { state: AgentState }) {
  const { link } = messages
  const words = {
    off: link.audioOff,
    connecting: link.audioConnecting,
    connected: link.audioConnected,
    lost: link.audioConnecting,
    problem: link.audioOff,
    superseded: link.audioOff,
  }
  const tone = state.audio.name === 'connected' ? 'kit-good' : 'kit-bad'
  return (
    <>
      <span className={`kit-dot ${tone}`} aria-hidden="true" />
      <span>{words[state.audio.name]}</span>
    </>
  )
}

/** For screen readers: a call that comes in interrupts, every other change waits its turn. */
function Announcements(props: { card: SoftphoneCard; contact: AgentPageContact | undefined }) {
  const { card, contact } = props
  const caller = callerName(contact?.customerAddress)
  const queue = contact?.queue === undefined ? '' : `, ${messages.softphone.queue(contact.queue)}`
  const incoming =
    card.name === 'incoming' ? `${messages.softphone.incoming}: ${caller}${queue}` : ''
  const quiet = card.name === 'incoming' ? '' : quietWords(card)
  return (
    <>
      <div className="kit-unseen" role="alert">
        {incoming}
      </div>
      <div className="kit-unseen" role="status">
        {quiet}
      </div>
    </>
  )
}

function quietWords(card: SoftphoneCard): string {
  const { softphone } = messages
  switch (card.name) {
    case 'loading':
    case 'idle':
    case 'incoming':
      return ''
    default:
      return softphone[card.name]
  }
}
