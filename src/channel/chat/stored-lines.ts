// Reads conversations from the store, page by page.
import type { ChatStore, KeptLine } from '../../store/chat-store.ts'
import { Conversation } from './conversation.ts'

const PAGE = 500

/** Lines of a conversation beyond a number, the nearest first. */
export async function* storedLines(
  store: Pick<ChatStore, 'lines'>,
  conversationId: string,
  {
    backward = false,
    beyond,
    page = PAGE,
  }: { readonly backward?: boolean; readonly beyond?: number; readonly page?: number } = {},
): AsyncGenerator<KeptLine> {
  for (let edge = beyond; ; ) {
    const from = edge === undefined ? {} : { [backward ? 'before' : 'after']: edge }
    const lines = await store.lines(conversationId, { ...from, backward, limit: page })
    yield* lines
    const last = lines.at(-1)
    if (lines.length < page || !last) return
    edge = last.number
  }
}

/** A conversation as its lines tell it. */
export async function readConversation(
  store: Pick<ChatStore, 'lines'>,
  id: string,
): Promise<Conversation> {
  const conversation = new Conversation(id)
  for await (const line of storedLines(store, id)) conversation.note(line)
  return conversation
}
