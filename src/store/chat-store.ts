// What was written in chats, line by line. The centre's own lines come with the journal's batches;
// what people write is kept here before it is acknowledged, and before the centre hears of it.
import type { ChatItem } from '../core/contact/chat.ts'

export interface ChatStore {
  /** Durable when it resolves. A line that is there already stays as it is. */
  add(contactId: string, item: ChatItem): Promise<void>
  /** The lines of a chat, oldest first. `after`: the number of the last one seen. */
  lines(
    contactId: string,
    query: { readonly after?: number; readonly limit: number },
  ): Promise<readonly ChatLine[]>
}

export interface ChatLine {
  /** Grows with every line of the instance. */
  readonly number: number
  readonly item: ChatItem
}
