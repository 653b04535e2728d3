// A chat or task that is offered to the agent, or did not come about: what is known of it, and the answer.
import Button from '@cloudscape-design/components/button'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { secondsUntil } from '../format-duration.ts'
import { messages } from '../messages.ts'
import { ariaShortcut, useShortcuts } from '../shortcuts.ts'
import { isWaitingFor } from '../softphone-card.ts'
import { useClock } from '../use-clock.ts'
import { ContactFacts } from './contact-facts.tsx'
import { contactName } from './contact-name.ts'
import type { ContactPaneProps } from './contact-pane.tsx'

export function OfferPane({ page, contact, keys }: ContactPaneProps) {
  const { offer, contacts } = messages.desk
  const { link, state } = page
  const can = state.link === 'open'
  const act = (method: 'accept' | 'reject') => () => {
    if (can) link.contact(method, contact.contactId)
  }
  useShortcuts(keys.has('accept') ? { accept: act('accept'), reject: act('reject') } : {})
  return (
    <section className="kit-pane kit-offer" aria-label={titleOf(contact)}>
      <p className="kit-offer-stage">{titleOf(contact)}</p>
      <h1>{contactName(contact)}</h1>
      {contact.queue === undefined ? undefined : <p>{contacts.inQueue(contact.queue)}</p>}
      <TimeLeft {...{ page, contact }} />
      {contact.description ? <p className="kit-text">{contact.description}</p> : undefined}
      <div className="kit-pane-buttons">
        <Button
          variant="primary"
          disabled={!can}
          loading={isWaitingFor(state, 'accept')}
          nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('accept') }}
          onClick={act('accept')}
        >
          {offer.accept}
        </Button>
        <Button
          disabled={!can}
          loading={isWaitingFor(state, 'reject')}
          nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('reject') }}
          onClick={act('reject')}
        >
          {offer.reject}
        </Button>
      </div>
      <ContactFacts contact={contact} />
    </section>
  )
}

function TimeLeft({ page, contact }: Pick<ContactPaneProps, 'page' | 'contact'>) {
  const now = useClock(page.state.skewMs)
  if (contact.until === undefined) return undefined
  return (
    <p className="kit-figures" role="timer" aria-live="off">
      {messages.desk.offer.secondsLeft(secondsUntil(contact.until - now))}
    </p>
  )
}

export function FailedPane({ page, contact, keys }: ContactPaneProps) {
  const { offer } = messages.desk
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    MISSED: [offer.missedTitle, offer.missedText],
    REJECTED: [offer.rejectedTitle, offer.rejectedText],
    ERROR: [offer.errorTitle, offer.errorText],
  }
  const [title = '', text = ''] = texts[contact.state] ?? []
  const clear = () => page.link.contact('clear', contact.contactId)
  useShortcuts(keys.has('clear') ? { clear } : {})
  return (
    <section className="kit-pane kit-offer kit-offer-failed" aria-label={title}>
      <p className="kit-offer-stage">{title}</p>
      <h1>{contactName(contact)}</h1>
      <p>{text}</p>
      <div className="kit-pane-buttons">
        <Button
          variant="primary"
          disabled={page.state.link !== 'open'}
          loading={isWaitingFor(page.state, 'clear')}
          onClick={clear}
        >
          {offer.clear}
        </Button>
      </div>
    </section>
  )
}

function titleOf({ channel }: AgentPageContact): string {
  const { CHAT, TASK, EMAIL, other } = messages.desk.offer
  return channel === 'CHAT' ? CHAT : channel === 'TASK' ? TASK : channel === 'EMAIL' ? EMAIL : other
}
