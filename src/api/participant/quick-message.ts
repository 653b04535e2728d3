// A short text that a customer or an agent writes: nearly all that is asked of the service. Where nothing
// speaks against it, it goes to the chat at once; everything else goes the general way, which says why not.
import type { ChatPort, Member, NewLine } from '../../channel/chat/chat-port.ts'
import type { ChatTokens } from '../../channel/chat/chat-tokens.ts'
import type { CentreView, ChatView } from '../../core/centre-view.ts'
import type { Instant } from '../../core/instant.ts'
import type { ApiRequest } from '../api-request.ts'
import { parseStrictJson } from '../strict-json.ts'

export interface QuickMessageWorld {
  now(): Instant
  readonly chat: Pick<ChatPort, 'post'>
  readonly tokens: Pick<ChatTokens, 'read'>
  readonly centre: Pick<CentreView, 'conversation'>
}

const PATH = '/participant/message'
const JSON_TYPE = 'application/json'
/** Below every limit, in characters and in bytes. */
const CONTENT_MAX = 1024
const TOKEN_MAX = 500

/** Writes it; undefined when it is for the general way, and nothing has been done. */
export function quickMessage(
  world: QuickMessageWorld,
  { method, rawPath, headers, body }: ApiRequest,
): ReturnType<ChatPort['post']> | undefined {
  const bearer = headers['x-amz-bearer']
  if (rawPath !== PATH || method !== 'POST' || typeof bearer !== 'string') return undefined
  const { 'content-type': type = JSON_TYPE } = headers
  if (type !== JSON_TYPE) return undefined
  const line = lineOf(body)
  const who = line && world.tokens.read('connection', bearer, world.now())
  const view = who && world.centre.conversation(who.conversationId)
  if (!view || !mayWrite(view, who, line.contentType)) return undefined
  return world.chat.post(who, line, view)
}

function mayWrite(view: ChatView, who: Member, contentType: string): boolean {
  const writer = view.participants.find(each => each.participantId === who.participantId)
  if (!view.isOpen || !writer || writer.leftAt !== undefined) return false
  if (writer.role !== 'CUSTOMER' && writer.role !== 'AGENT') return false
  return contentType === 'text/plain' || view.contentTypes.includes(contentType)
}

function lineOf(body: Uint8Array): NewLine | undefined {
  const { ContentType: contentType, Content: content, ClientToken: token } = membersOf(body)
  if (contentType !== 'text/plain' && contentType !== 'text/markdown') return undefined
  if (typeof content !== 'string' || content === '' || content.length > CONTENT_MAX)
    return undefined
  if (token === undefined) return { contentType, content }
  if (typeof token !== 'string' || token === '' || token.length > TOKEN_MAX) return undefined
  return { contentType, content, clientToken: token }
}

function membersOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value = parseStrictJson(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // The general way says what is wrong with it.
    return {}
  }
}
