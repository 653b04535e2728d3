// Lines of chats without a disk.
import type { ChatBatch, ChatRemoval, ChatStore, KeptLine, KeptReceipt } from '../chat-store.ts'
import { Fenced } from '../journal.ts'
import type { MemoryDisk } from './memory-store.ts'

export class MemoryChatStore implements ChatStore, ChatRemoval {
  readonly #disk: MemoryDisk
  readonly #instanceId: string
  readonly #epoch: number

  constructor(disk: MemoryDisk, instanceId: string, epoch: number) {
    this.#disk = disk
    this.#instanceId = instanceId
    this.#epoch = epoch
  }

  async add({ lines, receipts }: ChatBatch): Promise<void> {
    if (this.#disk.epoch !== this.#epoch) throw new Fenced(this.#instanceId, this.#epoch)
    const { chatLines, chatReceipts } = this.#disk
    for (const line of lines) {
      if (!chatLines.has(line.number)) chatLines.set(line.number, JSON.stringify(line))
    }
    for (const receipt of receipts) {
      const key = `${receipt.conversationId} ${receipt.number} ${receipt.participantId}`
      const known = JSON.parse(chatReceipts.get(key) ?? '{}') as Partial<KeptReceipt>
      chatReceipts.set(key, JSON.stringify({ ...receipt, ...known }))
    }
  }

  async lines(
    conversationId: string,
    query: {
      readonly after?: number
      readonly before?: number
      readonly backward?: boolean
      readonly limit: number
    },
  ): Promise<readonly KeptLine[]> {
    const { after = -1, before = Number.POSITIVE_INFINITY, backward = false, limit } = query
    const found = this.#all(conversationId).filter(
      line => line.conversationId === conversationId && line.number > after && line.number < before,
    )
    return (backward ? found.reverse() : found).slice(0, limit)
  }

  async receipts(
    conversationId: string,
    { first, last }: { readonly first: number; readonly last: number },
  ): Promise<readonly KeptReceipt[]> {
    return [...this.#disk.chatReceipts.values()]
      .map(text => JSON.parse(text) as KeptReceipt)
      .filter(each => each.conversationId === conversationId)
      .filter(({ number }) => number >= first && number <= last)
      .sort((a, b) => a.number - b.number || (a.participantId < b.participantId ? -1 : 1))
  }

  async unheard(
    conversations: readonly { readonly conversationId: string; readonly heard: number }[],
  ): Promise<readonly KeptLine[]> {
    const heard = new Map(conversations.map(each => [each.conversationId, each.heard]))
    return this.#all().filter(
      line =>
        line.tells === true &&
        line.number > (heard.get(line.conversationId) ?? Number.POSITIVE_INFINITY),
    )
  }

  async line(conversationId: string, itemId: string): Promise<KeptLine | undefined> {
    return this.#all().find(
      line => line.conversationId === conversationId && line.item.itemId === itemId,
    )
  }

  async known(
    items: readonly { readonly conversationId: string; readonly itemId: string }[],
  ): Promise<ReadonlySet<string>> {
    const asked = new Set(items.map(({ itemId }) => itemId))
    return new Set(
      this.#all()
        .map(({ item }) => item.itemId)
        .filter(id => asked.has(id)),
    )
  }

  async conversations({ after = '', limit }: { readonly after?: string; readonly limit: number }) {
    const last = new Map(this.#all().map(line => [line.conversationId, line.item.at]))
    return [...last]
      .map(([conversationId, lastAt]) => ({ conversationId, lastAt }))
      .filter(({ conversationId }) => conversationId > after)
      .sort((a, b) => (a.conversationId < b.conversationId ? -1 : 1))
      .slice(0, limit)
  }

  async remove(conversationId: string, upTo: number): Promise<boolean> {
    if (this.#disk.epoch !== this.#epoch) throw new Fenced(this.#instanceId, this.#epoch)
    const lines = await this.lines(conversationId, { limit: Number.POSITIVE_INFINITY })
    if (lines.some(({ number }) => number > upTo)) return false
    const { chatLines, chatReceipts } = this.#disk
    for (const { number } of lines) chatLines.delete(number)
    for (const key of chatReceipts.keys()) {
      if (key.startsWith(`${conversationId} `)) chatReceipts.delete(key)
    }
    return true
  }

  /** In order; of a conversation, and others that mention it. */
  #all(mentioned = ''): KeptLine[] {
    return [...this.#disk.chatLines.values()]
      .filter(text => text.includes(mentioned))
      .map(text => JSON.parse(text) as KeptLine)
      .sort((a, b) => a.number - b.number)
  }
}
