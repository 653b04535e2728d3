// All contacts that an agent has, on every channel: what each is, how it stands, and what is new in it.
import './desk.css'
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import type { AgentChatsState } from '../chat/agent-chats.ts'
import { formatDuration, secondsUntil } from '../format-duration.ts'
import { Icon, type IconName } from '../icons.tsx'
import { messages } from '../messages.ts'
import type { AgentPage } from '../use-agent-link.ts'
import { useClock } from '../use-clock.ts'
import { contactName } from './contact-name.ts'

export interface ContactListProps {
  readonly page: AgentPage
  readonly chats: AgentChatsState
  readonly selected: string | undefined
  readonly onSelect: (contactId: string) => void
}

const ICONS: Readonly<Record<string, IconName>> = {
  VOICE: 'phone',
  CHAT: 'chat',
  TASK: 'task',
  EMAIL: 'email',
}
const TONES: Readonly<Record<AgentPageContact['state'], string>> = {
  CONNECTING: 'kit-row-new',
  CONNECTED: '',
  CONNECTED_ONHOLD: 'kit-row-held',
  PAUSED: 'kit-row-held',
  ENDED: 'kit-row-done',
  MISSED: 'kit-row-failed',
  REJECTED: 'kit-row-failed',
  ERROR: 'kit-row-failed',
}

export function ContactList({ page, chats, selected, onSelect }: ContactListProps) {
  const texts = messages.desk.contacts
  const { snapshot } = page.state
  if (!snapshot) return undefined
  return (
    <nav className="kit-contacts" aria-label={texts.title}>
      {snapshot.contacts.length === 0 ? (
        <p className="kit-contacts-none">{texts.emptyText}</p>
      ) : (
        <ul>
          {snapshot.contacts.map(contact => (
            <ContactRow
              key={contact.contactId}
              page={page}
              contact={contact}
              chat={chats[contact.contactId]}
              isSelected={contact.contactId === selected}
              onSelect={onSelect}
            />
          ))}
        </ul>
      )}
    </nav>
  )
}

interface ContactRowProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
  readonly chat: AgentChatsState[string] | undefined
  readonly isSelected: boolean
  readonly onSelect: (contactId: string) => void
}

function ContactRow({ page, contact, chat, isSelected, onSelect }: ContactRowProps) {
  const texts = messages.desk.contacts
  const { contactId, channel, state, queue } = contact
  const unread = chat?.unread ?? 0
  const isTyping = (chat?.conversation.typists.length ?? 0) > 0
  const isOffer = state === 'CONNECTING' && channel !== 'VOICE'
  return (
    <li className={`kit-row ${TONES[state]}`}>
      <button
        type="button"
        className="kit-row-choose"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelect(contactId)}
      >
        <span className="kit-row-icon">
          <Icon name={ICONS[channel] ?? 'task'} size={18} />
          <span className="kit-unseen">{texts.channels[channel] ?? channel}</span>
        </span>
        <span className="kit-row-name">{contactName(contact)}</span>
        <RowTime page={page} contact={contact} />
        <span className="kit-row-about">
          {isTyping
            ? texts.typing
            : `${stateText(contact)}${queue === undefined ? '' : ` · ${queue}`}`}
        </span>
        {unread > 0 ? (
          <span className="kit-badge">
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span className="kit-unseen">{texts.unread(unread)}</span>
          </span>
        ) : undefined}
      </button>
      {isOffer ? <RowAnswers page={page} contact={contact} onSelect={onSelect} /> : undefined}
    </li>
  )
}

/** How it stands; of what a supervisor looks on, whose it is. */
function stateText({ state, channel, monitoring }: AgentPageContact): string {
  if (!monitoring) return messages.desk.contacts.states[state]
  const { looksOn, stages } = messages.monitor
  return channel === 'VOICE'
    ? `${stages[monitoring.mode]} · ${monitoring.agent}`
    : looksOn(monitoring.agent)
}

/** How long it has been so; of an offer, how long it still lasts. */
function RowTime({ page, contact }: Pick<ContactRowProps, 'page' | 'contact'>) {
  const now = useClock(page.state.skewMs)
  const { state, until, since, connectedAt } = contact
  const isOffer = state === 'CONNECTING' && until !== undefined
  const text = isOffer
    ? `${secondsUntil(until - now)} s`
    : formatDuration(now - (state === 'CONNECTED' ? (connectedAt ?? since) : since))
  return <span className="kit-row-time kit-figures">{text}</span>
}

function RowAnswers({ page, contact, onSelect }: Omit<ContactRowProps, 'chat' | 'isSelected'>) {
  const { offer } = messages.desk
  const { contactId } = contact
  const can = page.state.link === 'open'
  return (
    <span className="kit-row-answers">
      <button
        type="button"
        className="kit-small-button kit-positive"
        disabled={!can}
        onClick={() => {
          onSelect(contactId)
          page.link.contact('accept', contactId)
        }}
      >
        {offer.accept}
        <span className="kit-unseen"> {contactName(contact)}</span>
      </button>
      <button
        type="button"
        className="kit-small-button"
        disabled={!can}
        onClick={() => page.link.contact('reject', contactId)}
      >
        {offer.reject}
        <span className="kit-unseen"> {contactName(contact)}</span>
      </button>
    </span>
  )
}
