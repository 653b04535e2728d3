import { isBot, PART_TYPE, partOf } from '../bot-parts.ts'
import { eventType } from '../event-type.ts'
import { invalid } from '../invalid.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

const SIGNALS = [eventType('typing'), eventType('connection.acknowledged')]
const RECEIPTS = new Map([
  [eventType('message.delivered'), 'delivered'],
  [eventType('message.read'), 'read'],
] as const)

/** The same receipt or sign again does nothing new, so the client token says nothing: it is constant in some clients. */
export const sendEvent: ParticipantOperation<'SendEvent'> = async (
  { ContentType: contentType, Content: content },
  context,
) => {
  const { chat, who } = context
  chat.check(who, 'writing')
  const kind = RECEIPTS.get(contentType)
  const isPart = contentType === PART_TYPE && isBot(context)
  if (!kind && !isPart && !SIGNALS.includes(contentType)) {
    throw invalid('Member ContentType is none of an event that participants send.')
  }
  const { itemId, at } = kind
    ? await chat.receipt(who, { kind, itemId: messageIdOf(content) })
    : await chat.signal(who, isPart ? partOf(content) : { contentType })
  return { Id: itemId, AbsoluteTime: new Date(at).toISOString() }
}

function messageIdOf(content = ''): string {
  try {
    const { messageId } = JSON.parse(content) as { readonly messageId?: unknown }
    if (typeof messageId === 'string' && messageId.length <= 256) return messageId
  } catch {
    // Said below.
  }
  throw invalid('Member Content of a receipt is JSON with the messageId.')
}
