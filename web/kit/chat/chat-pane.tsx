// A chat in the agent's hands: what was said, where to write, and what can be done with it.
import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { ContactFacts } from '../contacts/contact-facts.tsx'
import type { ContactPaneProps } from '../contacts/contact-pane.tsx'
import { PaneHead } from '../contacts/pane-head.tsx'
import { TransferDialog } from '../contacts/transfer-dialog.tsx'
import { messages } from '../messages.ts'
import { ariaShortcut, useShortcuts } from '../shortcuts.ts'
import { isWaitingFor } from '../softphone-card.ts'
import { Composer } from './composer.tsx'
import type { Conversation } from './conversation.ts'
import { LookOnBar } from './look-on-bar.tsx'
import { MessageList } from './message-list.tsx'

export function ChatPane({ page, contact, chat, keys }: ContactPaneProps) {
  const texts = messages.desk.chat
  const { link, state } = page
  const { contactId } = contact
  const [isPassingOn, setPassingOn] = useState(false)
  const [showsDetails, setShowsDetails] = useState(false)
  const can = state.link === 'open'
  const isDone = contact.state === 'ENDED'
  const { monitoring } = contact
  const isSilent = monitoring?.mode === 'SILENT_MONITOR'
  const clear = () => link.contact('clear', contactId)
  const end = () => link.contact('hangUp', contactId)
  const actions = isDone
    ? keys.has('clear') && { clear }
    : { ...(!monitoring && { passOn: () => setPassingOn(true) }), endContact: end }
  useShortcuts((can && actions) || {})
  return (
    <section
      className={`kit-pane kit-chat ${showsDetails ? 'kit-with-details' : ''}`}
      aria-label={texts.region}
    >
      <PaneHead page={page} contact={contact}>
        <DetailsButton isOn={showsDetails} onPress={() => setShowsDetails(shown => !shown)} />
        {isDone ? (
          <Button
            variant="primary"
            disabled={!can}
            loading={isWaitingFor(state, 'clear')}
            nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('clear') }}
            onClick={clear}
          >
            {texts.clear}
          </Button>
        ) : (
          <>
            {monitoring ? undefined : (
              <Button
                disabled={!can}
                nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('passOn') }}
                onClick={() => setPassingOn(true)}
              >
                {texts.passOn}
              </Button>
            )}
            <Button
              disabled={!can}
              loading={isWaitingFor(state, 'hangUp')}
              nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('endContact') }}
              onClick={end}
            >
              {monitoring ? messages.softphone.leave : texts.endChat}
            </Button>
          </>
        )}
      </PaneHead>
      <div className="kit-chat-main">
        {chat ? <LinkNote conversation={chat.conversation} /> : undefined}
        {monitoring && !isDone ? <LookOnBar {...{ page, contact, monitoring, can }} /> : undefined}
        {chat ? <MessageList chat={chat} /> : <p className="kit-note">{texts.connecting}</p>}
        {chat && chat.conversation.link !== 'over' && !isDone && !isSilent ? (
          <Composer key={contactId} contactId={contactId} client={chat.client} />
        ) : undefined}
      </div>
      <aside className="kit-chat-aside" aria-label={messages.desk.contacts.details}>
        <ContactFacts contact={contact} />
      </aside>
      {isPassingOn ? (
        <TransferDialog page={page} contactId={contactId} onClose={() => setPassingOn(false)} />
      ) : undefined}
    </section>
  )
}

/** Only where there is no room for both. */
function DetailsButton({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  const { details, hideDetails } = messages.desk.contacts
  return (
    <span className="kit-details-button">
      <Button onClick={onPress} ariaExpanded={isOn}>
        {isOn ? hideDetails : details}
      </Button>
    </span>
  )
}

function LinkNote({ conversation }: { conversation: Conversation }) {
  const texts = messages.desk.chat
  const words = { connecting: texts.connecting, open: '', lost: texts.lost, over: texts.over }
  const text = words[conversation.link]
  return (
    <p className={text === '' ? 'kit-unseen' : 'kit-note'} role="status">
      {text}
    </p>
  )
}
