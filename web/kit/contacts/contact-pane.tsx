// A chat or task in full, whatever state it is in.
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import type { AgentChat } from '../chat/agent-chats.ts'
import { ChatPane } from '../chat/chat-pane.tsx'
import type { ShortcutAction } from '../shortcuts.ts'
import type { AgentPage } from '../use-agent-link.ts'
import { FailedPane, OfferPane } from './offer-pane.tsx'
import { TaskPane } from './task-pane.tsx'

export interface ContactPaneProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
  readonly chat: AgentChat | undefined
  /** The keys that no call needs at the moment. */
  readonly keys: ReadonlySet<ShortcutAction>
}

export function ContactPane(props: ContactPaneProps) {
  switch (props.contact.state) {
    case 'CONNECTING':
      return <OfferPane {...props} />
    case 'MISSED':
    case 'REJECTED':
    case 'ERROR':
      return <FailedPane {...props} />
    default:
      return props.contact.channel === 'CHAT' ? <ChatPane {...props} /> : <TaskPane {...props} />
  }
}
