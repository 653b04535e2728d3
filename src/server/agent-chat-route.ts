// `POST /api/agent/chat-token {"contactId": …}`: what a signed-in agent's page connects to a chat with, or
// reads it with once the agent's part in it is over.
import type { Member } from '../channel/chat/chat-port.ts'
import type { CentreView, ChatView } from '../core/centre-view.ts'
import type { Instant } from '../core/instant.ts'
import type { Clock } from '../io/clock.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'
import { isOurOrigin } from './page-streams.ts'
import type { Sessions } from './sessions.ts'

interface AgentChatWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly centre: CentreView
  readonly sessions: Sessions
  participantToken(member: Member): string
  /** For one whose part in the chat is over, and who can only read. */
  connectionToken(member: Member, expiresAt: Instant): string
  /** Resolves when all that has happened so far is durable. */
  durable(): Promise<void>
}

/** The token holds as long as the agent takes part; pages that stay longer ask again. */
const EXPIRY_MS = 24 * 3_600_000

export function agentChatRoute(world: AgentChatWorld): Route {
  return async (request, response) => {
    if (request.path !== '/api/agent/chat-token') return false
    if (request.method !== 'POST') return problem(response, 405, 'Use POST.')
    const { incoming } = request
    // Only our own pages: a form on another site cannot send JSON without asking.
    if (
      !isOurOrigin(incoming) ||
      !incoming.headers['content-type']?.startsWith('application/json')
    ) {
      return problem(response, 403, 'Only pages of this centre may ask, with JSON.')
    }
    const userId = world.sessions.userOf(incoming)
    if (userId === undefined) return problem(response, 401, 'Sign in first.')
    const { contactId } = parseObject(await request.body())
    if (typeof contactId !== 'string') return problem(response, 400, 'Give the contactId.')
    const chat = chatOf(world.centre, userId, contactId)
    if (!chat) return problem(response, 404, 'You have no such chat.')
    const participant = participantOf(chat, userId)
    if (!participant) return problem(response, 409, 'Accept the chat first.')
    await world.durable()
    const { participantId, leftAt } = participant
    const member = { conversationId: chat.conversationId, contactId, participantId }
    const expiresAt = world.clock.now() + EXPIRY_MS
    return json(response, 200, {
      ...(leftAt === undefined
        ? { participantToken: world.participantToken(member) }
        : { connectionToken: world.connectionToken(member, expiresAt) }),
      participantId,
      expiry: new Date(expiresAt).toISOString(),
    })
  }
}

/** A chat that the agent has, or that guides the agent through a contact. */
function chatOf(centre: CentreView, agentId: string, contactId: string): ChatView | undefined {
  const contacts = centre.agent(agentId)?.contacts ?? []
  const has = contacts.some(each => each.contactId === contactId || each.guideId === contactId)
  return has ? centre.chat(contactId) : undefined
}

/** Guides have the agent in the customer's place; elsewhere there may be several agents, and supervisors. */
function participantOf({ participants, isGuide }: ChatView, userId: string) {
  return participants.findLast(({ role, agentId }) =>
    isGuide ? role === 'CUSTOMER' : agentId === userId,
  )
}
