// What of a chat outlives the page: in this tab, for this site, until the tab is closed.
import { isRecord, list, text } from '../kit/chat/wire-value.ts'
import type { OutboxEntry } from './outbox.ts'
import type { ChatDetails } from './participant-client.ts'

export interface PersistedChat {
  readonly widgetId: string
  readonly chat: ChatDetails
  readonly isOpen: boolean
  readonly draft: string
  readonly outbox: readonly OutboxEntry[]
  readonly connectionToken?: string
  readonly attachments?: boolean
  /** The page before has told of everything until then. */
  readonly heardUntil: string
  readonly unread: number
}

/** The name that Amazon's widget uses, which pages remove to forget a chat. */
const KEY = 'persistedChatSession'

export function readPersistedChat(widgetId: string): PersistedChat | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (!isRecord(kept) || kept.widgetId !== widgetId || !isRecord(kept.chat)) return undefined
    const { contactId, participantId, participantToken } = kept.chat
    if (!text(participantToken)) return undefined
    return {
      widgetId,
      chat: {
        contactId: text(contactId),
        participantId: text(participantId),
        participantToken: text(participantToken),
      },
      isOpen: kept.isOpen === true,
      draft: text(kept.draft),
      heardUntil: text(kept.heardUntil),
      unread: Number(kept.unread) || 0,
      outbox: list(kept.outbox) as unknown as readonly OutboxEntry[],
      ...(kept.connectionToken !== undefined && { connectionToken: text(kept.connectionToken) }),
      ...(typeof kept.attachments === 'boolean' && { attachments: kept.attachments }),
    }
  } catch {
    // No storage, or not ours: there is no chat to go on with.
    return undefined
  }
}

export function persistChat(kept: PersistedChat | undefined): void {
  try {
    if (kept) sessionStorage.setItem(KEY, JSON.stringify(kept))
    else sessionStorage.removeItem(KEY)
  } catch {
    // The page may not keep anything: the chat then ends with it.
  }
}
