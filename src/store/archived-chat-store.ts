// The lines of chats, wherever they are: in the database, or in the archive once they have left it.
import type { ArchivedChat, ChatArchive } from './chat-archive.ts'
import type { ChatBatch, ChatStore, KeptLine, KeptReceipt } from './chat-store.ts'

export class ArchivedChatStore implements ChatStore {
  readonly #store: ChatStore
  readonly #archive: Pick<ChatArchive, 'get'>

  constructor(store: ChatStore, archive: Pick<ChatArchive, 'get'>) {
    this.#store = store
    this.#archive = archive
  }

  async lines(
    conversationId: string,
    query: Parameters<ChatStore['lines']>[1],
  ): Promise<readonly KeptLine[]> {
    const lines = await this.#store.lines(conversationId, query)
    if (lines.length > 0) return lines
    const { after = -1, before = Number.POSITIVE_INFINITY, backward, limit } = query
    const archived = await this.#archived(conversationId)
    const found = archived?.lines.filter(({ number }) => number > after && number < before) ?? []
    return (backward ? found.reverse() : found).slice(0, limit)
  }

  async line(conversationId: string, itemId: string): Promise<KeptLine | undefined> {
    const line = await this.#store.line(conversationId, itemId)
    if (line) return line
    const archived = await this.#archived(conversationId)
    return archived?.lines.find(({ item }) => item.itemId === itemId)
  }

  async receipts(
    conversationId: string,
    range: { readonly first: number; readonly last: number },
  ): Promise<readonly KeptReceipt[]> {
    const receipts = await this.#store.receipts(conversationId, range)
    if (receipts.length > 0) return receipts
    const { first, last } = range
    const archived = await this.#archived(conversationId)
    return archived?.receipts.filter(({ number }) => number >= first && number <= last) ?? []
  }

  /** Most that is asked for in vain belongs to a chat that goes on: that one has other lines. */
  async #archived(conversationId: string): Promise<ArchivedChat | undefined> {
    const [line] = await this.#store.lines(conversationId, { limit: 1 })
    return line ? undefined : this.#archive.get(conversationId)
  }

  add(batch: ChatBatch): Promise<void> {
    return this.#store.add(batch)
  }

  unheard(conversations: Parameters<ChatStore['unheard']>[0]): Promise<readonly KeptLine[]> {
    return this.#store.unheard(conversations)
  }

  known(items: Parameters<ChatStore['known']>[0]): Promise<ReadonlySet<string>> {
    return this.#store.known(items)
  }
}
