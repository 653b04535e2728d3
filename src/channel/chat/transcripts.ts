// Transcripts as participants read them: the conversation and those it goes on with, a page at a time,
// without what is not for them.

import type { CentreView } from '../../core/centre-view.ts'
import type { ParticipantRole } from '../../core/contact/chat.ts'
import type { ChatStore, KeptLine } from '../../store/chat-store.ts'
import type { ContactStore } from '../../store/contact-store.ts'
import {
  ChatRefusal,
  type LineReceipt,
  type Member,
  type ShownLine,
  type TranscriptQuery,
} from './chat-port.ts'
import type { Conversation } from './conversation.ts'
import { type PastChat, pastChats } from './past-chats.ts'
import { storedLines } from './stored-lines.ts'

interface TranscriptsWorld {
  readonly store: ChatStore
  readonly centre: Pick<CentreView, 'chat'>
  readonly contacts: Pick<ContactStore, 'get'>
}

interface Reader {
  readonly who: Member
  readonly role: ParticipantRole
  /** Takes part now. */
  readonly isPresent: boolean
}

/** A page of what they may see, oldest first. */
export async function transcriptPage(
  world: TranscriptsWorld,
  conversation: Conversation,
  reader: Reader,
  query: TranscriptQuery,
): Promise<{ readonly lines: readonly ShownLine[]; readonly more: boolean }> {
  const chats: PastChat[] = [{ conversation, until: undefined }]
  if (conversation.source) chats.push(...(await pastChats(world, conversation.source)))
  const beyond =
    query.beyondItem === undefined
      ? query.beyond
      : await numberOf(world, chats, reader, query.beyondItem)
  const found = await collect(world, chats, reader, {
    ...query,
    ...(beyond !== undefined && { beyond }),
  })
  const page = found.slice(0, query.limit)
  if (query.direction === 'backward') page.reverse()
  return { lines: await withReceipts(world, page), more: found.length > query.limit }
}

/** One more than asked for, so that it is known whether there are more; the nearest first. */
async function collect(
  { store }: TranscriptsWorld,
  chats: readonly PastChat[],
  reader: Reader,
  { direction, beyond, contactId, from, until, limit }: TranscriptQuery,
): Promise<KeptLine[]> {
  const backward = direction === 'backward'
  const found: KeptLine[] = []
  for (const chat of backward ? chats : [...chats].reverse()) {
    const within = { backward, page: limit + 1, ...(beyond !== undefined && { beyond }) }
    for await (const line of storedLines(store, chat.conversation.id, within)) {
      const { at } = line.item
      if (backward ? from !== undefined && at < from : until !== undefined && at > until) break
      if ((from !== undefined && at < from) || (until !== undefined && at > until)) continue
      if (contactId !== undefined && line.contactId !== contactId) continue
      if (!isShown(chat, reader, line)) continue
      found.push(line)
      if (found.length > limit) return found
    }
  }
  return found
}

function isShown(
  { conversation, until }: PastChat,
  { who, role, isPresent }: Reader,
  line: KeptLine,
) {
  if (line.conversationId === who.conversationId) {
    return conversation.mayHear(who, role, line, () => isPresent)
  }
  // Who takes part now did not then.
  if (line.item.only !== undefined && line.item.only !== role) return false
  return until === undefined || conversation.reaches(until, line.contactId)
}

/** The number of an item that they may see. Throws when there is none. */
async function numberOf(
  { store }: Pick<TranscriptsWorld, 'store'>,
  chats: readonly PastChat[],
  reader: Reader,
  itemId: string,
): Promise<number> {
  for (const chat of chats) {
    const line = await store.line(chat.conversation.id, itemId)
    if (line && isShown(chat, reader, line)) return line.number
  }
  throw new ChatRefusal('NotFound', `There is no item ${itemId} in this chat.`)
}

/** The number of an item of this conversation that they may see. Throws when there is none. */
export async function itemNumber(
  world: Pick<TranscriptsWorld, 'store'>,
  conversation: Conversation,
  reader: Reader,
  itemId: string,
): Promise<number> {
  return (
    conversation.numberOf(itemId) ??
    numberOf(world, [{ conversation, until: undefined }], reader, itemId)
  )
}

async function withReceipts(
  { store }: TranscriptsWorld,
  lines: readonly KeptLine[],
): Promise<ShownLine[]> {
  const receipts = new Map<number, LineReceipt[]>()
  for (const id of new Set(lines.map(({ conversationId }) => conversationId))) {
    const numbers = lines.filter(each => each.conversationId === id).map(each => each.number)
    const first = Math.min(...numbers)
    for (const receipt of await store.receipts(id, { first, last: Math.max(...numbers) })) {
      const others = receipts.get(receipt.number) ?? []
      const { number, conversationId: _, ...told } = receipt
      receipts.set(number, [...others, told])
    }
  }
  return lines.map(({ number, contactId, item }) => ({
    number,
    contactId,
    item,
    receipts: receipts.get(number) ?? [],
  }))
}
