// What the chat service does for those who bring people into chats: the participant service, our
// pages, the widget, adapters of messaging providers. Everything a person writes goes through here.
import type { ChatView } from '../../core/centre-view.ts'
import type { ChatItem, ParticipantRole } from '../../core/contact/chat.ts'
import type { Instant } from '../../core/instant.ts'

/** Somebody in a chat. Tokens say so (`chat-tokens.ts`); whether they still may is looked at each time. */
export interface Member {
  /** The contact with which the chat began. */
  readonly conversationId: string
  /** The contact in which they came: an agent sees and writes nothing that came after it. */
  readonly contactId: string
  readonly participantId: string
}

/** A line as it is kept. */
export interface ChatLine {
  /** Grows with every line of the instance: the order in which they were said, for everybody. */
  readonly number: number
  readonly contactId: string
  /** `at` grows strictly within a conversation. */
  readonly item: ChatItem
}

/** What somebody writes. Checked for its form by whoever brings it; whether they may is checked here. */
export interface NewLine {
  readonly contentType: string
  readonly content: string
  /** The same again within an hour, from the same participant with the same content type and content, is the same line. */
  readonly clientToken?: string
  readonly attachments?: ChatItem['attachments']
  /** Its item's id, when it has been told in parts before; another is given if there is an item of that id. */
  readonly itemId?: string
}

/** What is told but not kept as a line. */
export interface Signal {
  /** `application/vnd.amazonaws.connect.event.typing` and the like. */
  readonly contentType: string
  readonly content?: string
  /** It goes on with a message that is being written: the first part has the number 1. */
  readonly part?: { readonly itemId: string; readonly number: number }
}

export interface Receipt {
  readonly itemId: string
  readonly kind: 'delivered' | 'read'
}

/** A line as a participant is shown it, with who has had it and read it. */
export interface ShownLine extends ChatLine {
  readonly receipts: readonly LineReceipt[]
}

export interface LineReceipt {
  readonly participantId: string
  readonly deliveredAt?: Instant
  readonly readAt?: Instant
}

export interface TranscriptQuery {
  readonly direction: 'backward' | 'forward'
  /** Lines before (backward) or after (forward) this one, which is left out. */
  readonly beyond?: number
  /** The same, by the id of its item. `NotFound` unless it is one that they may see. */
  readonly beyondItem?: string
  /** Only lines of this contact of the conversation, or of a chat before that goes on in it. */
  readonly contactId?: string
  /** Only lines said at or after, at or before. */
  readonly from?: Instant
  readonly until?: Instant
  readonly limit: number
}

/** Told over sockets, in the order of `number`; each once per socket. */
export type ChatTold =
  | { readonly type: 'line'; readonly line: ChatLine; readonly conversationId: string }
  | {
      readonly type: 'signal'
      readonly signal: Signal
      readonly conversationId: string
      readonly contactId: string
      readonly from: {
        readonly participantId: string
        readonly role: ParticipantRole
        readonly displayName: string
      }
      readonly at: Instant
      readonly id: string
    }
  | {
      readonly type: 'receipt'
      readonly conversationId: string
      readonly contactId: string
      readonly itemId: string
      readonly receipt: LineReceipt
    }
  /** The conversation is over: nothing comes after it. */
  | { readonly type: 'over'; readonly conversationId: string }

/** Why something is not done, in words for the one who asked. */
export class ChatRefusal extends Error {
  readonly reason:
    | 'AccessDenied'
    | 'Invalid'
    | 'Throttled'
    | 'Conflict'
    | 'QuotaExceeded'
    | 'NotFound'

  constructor(reason: ChatRefusal['reason'], message: string) {
    super(message)
    this.name = 'ChatRefusal'
    this.reason = reason
  }
}

export interface ChatPort {
  /**
   * Resolves when the line is durable, and everybody has been told. Rejects with `ChatRefusal`.
   * @param seen the conversation, if the caller has looked at it this very moment.
   */
  post(
    who: Member,
    line: NewLine,
    seen?: ChatView,
  ): Promise<{ readonly itemId: string; readonly at: Instant }>
  /** Tells everybody else; nothing is kept. Rejects with `ChatRefusal`. */
  signal(who: Member, signal: Signal): Promise<{ readonly itemId: string; readonly at: Instant }>
  /** Resolves when the receipt is durable. One that is known already does nothing. */
  receipt(who: Member, receipt: Receipt): Promise<{ readonly itemId: string; readonly at: Instant }>
  /** Oldest first, whatever the direction. `more`: there are others beyond the last (the first, backward). */
  transcript(
    who: Member,
    query: TranscriptQuery,
  ): Promise<{ readonly lines: readonly ShownLine[]; readonly more: boolean }>
  /** Leaves for good. */
  leave(who: Member): Promise<void>
  /** Throws `ChatRefusal` unless they take part now; `reading` also allows a chat that is over. */
  check(who: Member, what: 'writing' | 'reading'): void
  /** Follows what is said, as that participant may hear it, from now on, until the answer is called. */
  follow(who: Member, tell: (told: ChatTold) => void): () => void
  /** Follows everything, for adapters and the like: lines after they are durable. */
  followAll(tell: (told: ChatTold) => void): () => void
}
