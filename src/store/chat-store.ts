// What was written in chats, line by line, with who has had and read it. The chat service alone
// writes here, and numbers the lines; what it has not been told to be durable was never said.
import type { ChatItem, Rehydration } from '../core/contact/chat.ts'
import type { Instant } from '../core/instant.ts'

export interface ChatStore {
  /**
   * Durable when it resolves, all of it or nothing. Lines that are there already, by their numbers, stay as
   * they are. Throws `Fenced` when another process owns the instance.
   */
  add(batch: ChatBatch): Promise<void>
  /** Lines of a conversation with numbers above `after` and below `before`, the lowest first, or backward the highest. */
  lines(
    conversationId: string,
    query: {
      readonly after?: number
      readonly before?: number
      readonly backward?: boolean
      readonly limit: number
    },
  ): Promise<readonly KeptLine[]>
  /** The line of an item, if the conversation has it. */
  line(conversationId: string, itemId: string): Promise<KeptLine | undefined>
  /** Receipts of the lines from one number to another, both included. */
  receipts(
    conversationId: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<readonly KeptReceipt[]>
  /** The lines that the centre was to be told of, with numbers above those given, in order of number. */
  unheard(
    conversations: readonly { readonly conversationId: string; readonly heard: number }[],
  ): Promise<readonly KeptLine[]>
  /** Which of these items of these conversations are there. */
  known(
    items: readonly { readonly conversationId: string; readonly itemId: string }[],
  ): Promise<ReadonlySet<string>>
}

/** What leaves the store again. */
export interface ChatRemoval {
  /** Conversations after one, in order of their ids, each with the time of its last line. */
  conversations(query: {
    readonly after?: string
    readonly limit: number
  }): Promise<readonly { readonly conversationId: string; readonly lastAt: Instant }[]>
  /**
   * Deletes the lines and receipts of a conversation, unless it has lines with higher numbers: then it
   * answers false. Throws `Fenced` when another process owns the instance.
   */
  remove(conversationId: string, upTo: number): Promise<boolean>
}

export interface ChatBatch {
  readonly lines: readonly KeptLine[]
  readonly receipts: readonly KeptReceipt[]
}

export interface KeptLine {
  /** Grows with every line of the instance. */
  readonly number: number
  /** The contact with which the chat began. */
  readonly conversationId: string
  readonly contactId: string
  readonly item: ChatItem
  /** Says which request it came with, so that the same one again is known. */
  readonly token?: string
  /** The centre waited for it. */
  readonly tells?: boolean
  /** The chat of before that this one goes on with, on the line that says so. */
  readonly source?: { readonly contactId: string; readonly rehydration: Rehydration }
}

/** What somebody has made of a line. A time that is known stays. */
export interface KeptReceipt {
  readonly conversationId: string
  /** Of the line. */
  readonly number: number
  readonly participantId: string
  readonly deliveredAt?: Instant
  readonly readAt?: Instant
}
