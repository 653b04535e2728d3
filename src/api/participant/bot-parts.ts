// Bots may write a message in parts while they are still thinking. This is ours, for the service has no
// words for it: each part is an event, and the whole message, sent last, has their id as its client token.
import type { Signal } from '../../channel/chat/chat-port.ts'
import { invalid } from './invalid.ts'
import type { ParticipantContext } from './participant-operation.ts'

/** With the content `{"messageId": <UUID>, "number": 1, "text": "What comes next"}`. */
export const PART_TYPE = 'application/vnd.parley.message.part'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const PARTS_MAX = 10_000

export function partOf(content = ''): Signal {
  const { messageId, number, text } = parsed(content)
  const isWhole = Number.isInteger(number) && Number(number) >= 1 && Number(number) <= PARTS_MAX
  if (typeof messageId !== 'string' || !UUID.test(messageId) || !isWhole) {
    throw invalid('Member Content of a part is JSON with a UUID as messageId, and a number from 1.')
  }
  if (typeof text !== 'string') throw invalid('Member Content of a part has its text.')
  return {
    contentType: 'text/plain',
    content: text,
    part: { itemId: messageId, number: Number(number) },
  }
}

/** What the item of a bot's message is called: as its parts were, if there were any. */
export function idByToken(context: ParticipantContext, token = ''): { readonly itemId?: string } {
  return isBot(context) && UUID.test(token) ? { itemId: token } : {}
}

export function isBot({ centre, who }: ParticipantContext): boolean {
  const { participants = [] } = centre.conversation(who.conversationId) ?? {}
  return participants.some(
    each => each.participantId === who.participantId && each.role === 'CUSTOM_BOT',
  )
}

function parsed(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // Members of nothing are missing, which is said.
    return {}
  }
}
