// The adapter for a program of the owner's: JSON both ways, signed both ways with one secret
// (`body-signature.ts`). Whoever stands between us and a provider that no other adapter knows.
import { isSigned, signBody } from '../../io/body-signature.ts'
import { byStatus, type Heard, type MessagingAdapter, membersOfJson } from './messaging-adapter.ts'

/** It has the message already. */
const CONFLICT = 409

export const signedWebhook: MessagingAdapter = {
  read({ headers, body, now }, { secret }) {
    if (!isSigned(secret, body, headers['parley-signature'] ?? '', now)) {
      return { status: 401, problem: 'The signature is missing, wrong or too old.' }
    }
    const heard = eventIn(membersOfJson(body))
    return typeof heard === 'string' ? { status: 400, problem: heard } : { heard: [heard] }
  },

  requests({ id, conversationId, from, to, text, line }, { url, secret }, now) {
    const { contactId, item } = line
    const { contentType, content, role, displayName, attachments } = item
    const body = JSON.stringify({
      id,
      type: 'message',
      conversationId,
      contactId,
      from,
      to,
      text,
      contentType,
      content,
      role,
      displayName,
      attachments,
      at: new Date(item.at).toISOString(),
    })
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': id,
      'parley-signature': signBody(secret, body, now),
    }
    return [{ url, headers, body }]
  },

  outcome(answer) {
    const { id } = membersOfJson(answer.body)
    if (answer.status === CONFLICT) return { sent: {} }
    return byStatus(answer, typeof id === 'string' ? id : undefined)
  },
}

/** What is said, or a sentence that says what is wrong with it. */
function eventIn(said: Readonly<Record<string, unknown>>): Heard | string {
  const text = (name: string, max: number): string | undefined => {
    const value = said[name]
    return typeof value === 'string' && value !== '' && value.length <= max ? value : undefined
  }
  const { type } = said
  if (type === 'delivered' || type === 'read' || type === 'failed') {
    const [itemId, providerId] = [text('messageId', 100), text('providerId', 200)]
    if (itemId === undefined && providerId === undefined) {
      return '`messageId` must be the id of a message that was sent to you.'
    }
    const problem = text('problem', 1000)
    return {
      type: 'report',
      kind: type,
      ...(itemId !== undefined && { itemId }),
      ...(providerId !== undefined && { providerId }),
      ...(problem !== undefined && { problem }),
    }
  }
  const [from, to] = [text('from', 256), text('to', 256)]
  if (from === undefined || to === undefined) {
    return '`from` and `to` must be the addresses of the customer and of the centre.'
  }
  if (type === 'left' || type === 'typing') return { type, from, to }
  if (type !== 'message') {
    return '`type` must be one of message, typing, left, delivered, read and failed.'
  }
  const [id, written, name] = [text('id', 200), text('text', 16_384), text('name', 256)]
  if (id === undefined)
    return '`id` must be text that names the message, the same when it is sent again.'
  if (written === undefined) return '`text` must be of 1 to 16384 characters.'
  return { type, id, from, to, text: written, ...(name !== undefined && { name }) }
}
