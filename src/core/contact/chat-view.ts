// A chat as those see it who keep and pass on what is written.
import type { ChatView } from '../centre-view.ts'
import type { Contact } from './contact.ts'

/** Undefined on other channels. */
export function chatView(contact: Contact): ChatView | undefined {
  const { chat, customerRun, stage } = contact
  if (!chat) return undefined
  const { timers, transcript } = chat
  const awaitsText = customerRun?.position?.memory.awaits === 'text'
  const isWatched = timers?.quiet.CUSTOMER !== undefined || timers?.quiet.AGENT !== undefined
  return {
    conversationId: contact.initialContactId,
    contactId: contact.contactId,
    isOpen: stage.name !== 'ended' && contact.nextContactId === undefined,
    participants: chat.participants,
    listens: awaitsText || (isWatched && timers.limits.length > 0) || customerRun !== undefined,
    awaitsText,
    heard: chat.heard ?? 0,
    contentTypes: chat.contentTypes,
    takesNoFiles: chat.takesNoFiles === true,
    sourceContactId: chat.sourceContactId,
    rehydration: chat.rehydration,
    view: chat.view,
    isGuide: chat.isGuide === true,
    toSeal:
      transcript !== undefined &&
      transcript.location === undefined &&
      transcript.failed === undefined,
  }
}
