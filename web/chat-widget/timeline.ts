// What has been said, in order and each line once, however often and in whatever order lines come: by
// the socket, by the transcript, by the answer to what we sent.
import type { ChatItem, Receipt } from './chat-item.ts'

export class Timeline {
  readonly #items: ChatItem[] = []
  readonly #known = new Map<string, ChatItem>()
  /** By message: how far it has got. */
  readonly #receipts = new Map<string, 'delivered' | 'read'>()
  readonly #own: string

  constructor(ownParticipantId: string) {
    this.#own = ownParticipantId
  }

  get items(): readonly ChatItem[] {
    return this.#items
  }

  has(id: string): boolean {
    return this.#known.has(id)
  }

  receiptOf(id: string): 'delivered' | 'read' | undefined {
    return this.#receipts.get(id)
  }

  /** Answers false when it is known already, and nothing is new. */
  add(item: ChatItem): boolean {
    for (const receipt of item.receipts) this.#received(receipt, item.id)
    if (item.type === 'MESSAGEMETADATA') return true
    const known = this.#known.get(item.id)
    if (known) return this.#grow(known, item)
    this.#known.set(item.id, item)
    let place = this.#items.length
    while (place > 0 && (this.#items[place - 1] as ChatItem).at > item.at) place--
    this.#items.splice(place, 0, item)
    return true
  }

  /** A bot says a message in pieces under one id; the last one is the whole. */
  #grow(known: ChatItem, item: ChatItem): boolean {
    const before = known.chunk
    if (!item.chunk || before?.isLast === true) return false
    if (!item.chunk.isLast && before && item.chunk.number <= before.number) return false
    const content = item.chunk.isLast ? item.content : known.content + item.content
    const grown = { ...known, content, chunk: item.chunk }
    this.#known.set(item.id, grown)
    this.#items[this.#items.indexOf(known)] = grown
    return true
  }

  #received({ messageId, participantId, isRead }: Receipt, itemId: string): void {
    if (participantId === this.#own) return
    const id = messageId || itemId
    if (isRead) this.#receipts.set(id, 'read')
    else if (!this.#receipts.has(id)) this.#receipts.set(id, 'delivered')
  }
}
