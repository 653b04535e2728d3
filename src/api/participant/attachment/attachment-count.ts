// How many files have been attached to each chat, so that no chat has too many.
import type { ChatPort, Member } from '../../../channel/chat/chat-port.ts'
import { attachmentLines } from './attachment-lines.ts'

/** The service's own limit. */
const PER_CONVERSATION_MAX = 35
/** Chats remembered; others are counted again. */
const REMEMBERED_MAX = 10_000

export class AttachmentCount {
  readonly #counts = new Map<string, number>()

  /** Counts one more; false when there are as many as there may be. */
  async another(chat: ChatPort, who: Member): Promise<boolean> {
    const id = who.conversationId
    if (!this.#counts.has(id)) {
      const counted = await count(chat, who)
      // Others may have counted meanwhile.
      if (!this.#counts.has(id)) this.#counts.set(id, counted)
    }
    const counted = this.#counts.get(id) ?? 0
    if (counted >= PER_CONVERSATION_MAX) return false
    this.#counts.set(id, counted + 1)
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= REMEMBERED_MAX) break
      this.#counts.delete(oldest)
    }
    return true
  }
}

async function count(chat: ChatPort, who: Member): Promise<number> {
  let found = 0
  for await (const _ of attachmentLines(chat, who)) found++
  return found
}
