// `GET /api/contacts/{id}/transcript`: what was written in a chat so far, in the form of the file that is
// kept of it. For those who may see contacts.
import { transcriptFile } from '../channel/chat/transcript-file.ts'
import type { ChatStore, KeptLine } from '../store/chat-store.ts'
import type { ContactStore } from '../store/contact-store.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'

export interface ContactTranscriptWorld extends AdministratorWorld {
  readonly contacts: Pick<ContactStore, 'get'>
  readonly chats: Pick<ChatStore, 'lines' | 'receipts'>
  readonly account: string
}

const PATH = /^\/api\/contacts\/([\w-]{1,64})\/transcript$/
const PAGE = 1000

export function contactTranscriptRoute(world: ContactTranscriptWorld): Route {
  return async (request, response) => {
    const contactId = PATH.exec(request.path)?.[1]
    if (contactId === undefined) return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    if ((await permittedUser(world, 'Contacts.View', request, response)) === undefined) return true
    const row = await world.contacts.get(contactId)
    if (!row) return problem(response, 404, 'There is no such contact.')
    const { InitialContactId } = row.record
    const conversationId = typeof InitialContactId === 'string' ? InitialContactId : contactId
    const lines = await linesOf(world, conversationId, contactId)
    const [first, last] = [lines[0], lines.at(-1)]
    const receipts =
      first && last
        ? await world.chats.receipts(conversationId, { first: first.number, last: last.number })
        : []
    const { instanceId, directory } = world.centre
    const alias = directory.get('instance', instanceId)?.Alias ?? instanceId
    const place = { account: world.account, instanceId, alias }
    return json(
      response,
      200,
      transcriptFile(place, { conversationId, contactId }, lines, receipts),
    )
  }
}

async function linesOf(
  { chats }: ContactTranscriptWorld,
  conversationId: string,
  contactId: string,
): Promise<KeptLine[]> {
  const found: KeptLine[] = []
  for (let after = -1; ; ) {
    const page = await chats.lines(conversationId, { after, limit: PAGE })
    found.push(...page.filter(line => line.contactId === contactId))
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    after = last.number
  }
}
