// A chat that goes on with one of before shows what was said then, and so on back.
import type { CentreView } from '../../core/centre-view.ts'
import type { ChatStore, KeptLine } from '../../store/chat-store.ts'
import type { ContactStore } from '../../store/contact-store.ts'
import type { Conversation } from './conversation.ts'
import { readConversation } from './stored-lines.ts'

/** A conversation of before, or what was said in it up to the end of a contact. */
export interface PastChat {
  readonly conversation: Conversation
  readonly until: string | undefined
}

/** So far back, in contacts. */
const CONTACTS_MAX = 100

interface PastWorld {
  readonly store: ChatStore
  readonly centre: Pick<CentreView, 'chat'>
  readonly contacts: Pick<ContactStore, 'get'>
}

/** The newest first. */
export async function pastChats(
  world: PastWorld,
  source: KeptLine['source'],
): Promise<readonly PastChat[]> {
  const found: PastChat[] = []
  const seen = new Set<string>()
  let contacts = 0
  for (let next = source; next && contacts < CONTACTS_MAX; ) {
    const id = await conversationOf(world, next.contactId)
    if (id === undefined || seen.has(id)) break
    seen.add(id)
    const conversation = await readConversation(world.store, id)
    const until = next.rehydration === 'FROM_SEGMENT' ? next.contactId : undefined
    found.push({ conversation, until })
    contacts += conversation.contactCount
    next = conversation.source
  }
  return found
}

async function conversationOf({ centre, contacts }: PastWorld, contactId: string) {
  return centre.chat(contactId)?.conversationId ?? (await contacts.get(contactId))?.initialContactId
}
