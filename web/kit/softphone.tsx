// The agent's softphone: status, the current call, and how the connection is. It fits a frame of
// 320 by 465 pixels and fills what it is given.
import { type ReactNode, useState } from 'react'
import type { AgentPageContact } from '../../src/api/contract/agent-stream.ts'
import type { AgentState } from './agent-state.ts'
import { CallCard } from './call-card.tsx'
import { callerName } from './caller-name.ts'
import { LevelMeter } from './level-meter.tsx'
import { messages } from './messages.ts'
import type { SignedIn } from './session-gate.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { ariaShortcut, useShortcuts } from './shortcuts.ts'
import { SoftphoneBanner } from './softphone-banner.tsx'
import { cardOf, currentContact, isHeard, isTalking, type SoftphoneCard } from './softphone-card.ts'
import { type SoftphoneDialog, SoftphoneDialogs } from './softphone-dialogs.tsx'
import { qualityWord, type SoundQuality } from './sound/sound-quality.ts'
import { useSoundQuality } from './sound/use-sound-quality.ts'
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
  const [dialog, setDialog] = useState<SoftphoneDialog | undefined>()
  const quality = useSoundQuality(page, isTalking(state) && state.audio.name === 'connected')
  useIncomingCall(card)
  useShortcuts({ devices: () => setDialog('sound'), connection: () => setDialog('health') })
  const place = useKeptFocus<HTMLDivElement>(card.name)
  return (
    <section className="kit-softphone" aria-label={messages.softphone.region}>
      <header className="kit-softphone-head">
        <StatusBar page={page} />
        <SettingsMenu signedIn={signedIn} onOpen={setDialog} />
      </header>
      <SoftphoneBanner page={page} />
      {contacts}
      <div className="kit-card-place" ref={place} tabIndex={-1}>
        <CallCard page={page} card={card} />
      </div>
      <footer className="kit-softphone-foot">
        <Health state={state} quality={quality} onOpen={() => setDialog('health')} />
        {isHeard(state) && state.audio.name === 'connected' ? (
          <LevelMeter level={link.level} />
        ) : undefined}
      </footer>
      <SoftphoneDialogs
        {...{ page, signedIn, quality }}
        shown={dialog}
        onClose={() => setDialog(undefined)}
      />
      <Announcements card={card} contact={currentContact(state)} />
    </section>
  )
}

interface HealthProps {
  readonly state: AgentState
  readonly quality: SoundQuality | undefined
  readonly onOpen: () => void
}

/** Connection of signalling and of audio, in words and not by colour alone; pressed, it tells more. */
function Health({ state, quality, onOpen }: HealthProps) {
  const { link } = messages
  const online = state.link === 'open'
  return (
    <button
      type="button"
      className="kit-health"
      aria-keyshortcuts={ariaShortcut('connection')}
      onClick={onOpen}
    >
      <span className="kit-unseen">{messages.menu.connection}: </span>
      <span className={online ? 'kit-dot kit-good' : 'kit-dot kit-bad'} aria-hidden="true" />
      <span>{online ? link.online : link.offline}</span>
      {state.snapshot?.phoneType !== 'SOFT_PHONE' ? undefined : quality ? (
        <QualityHealth quality={quality} />
      ) : (
        <AudioHealth state={state} />
      )}
    </button>
  )
}

/** How the call sounds takes the place of its connection, which is then plainly there. */
function QualityHealth({ quality }: { quality: SoundQuality }) {
  const word = qualityWord(quality)
  const tones = { good: 'kit-good', fair: 'kit-warn', poor: 'kit-bad' }
  return (
    <>
      <span className={`kit-dot ${tones[word]}`} aria-hidden="true" />
      <span>
        {messages.quality.label}: {messages.quality[word]}
      </span>
    </>
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
    case 'dialling':
      return `${softphone.dialling} ${callerName(card.contact.customerAddress)}`
    default:
      return softphone[card.name]
  }
}
