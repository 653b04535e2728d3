// Asks the centre for a chat, as the page has said it is to be.
import type { WidgetStarted } from '../../src/api/contract/widget-http.ts'
import { isRecord, text } from '../kit/chat/wire-value.ts'
import { INTERACTIVE, INTERACTIVE_RESPONSE } from './chat-item.ts'
import type { ChatDetails } from './participant-client.ts'
import { askPage, type Snippet } from './snippet.ts'

export interface Started {
  readonly chat: ChatDetails
  /** Undefined when the page started the chat itself. */
  readonly attachments?: boolean
}

/** In the order in which texts show them best. */
const CONTENT_TYPES = [
  'text/plain',
  'text/markdown',
  'application/json',
  INTERACTIVE,
  INTERACTIVE_RESPONSE,
]

/** The centre's sentence, when it says no. */
export class NotStarted extends Error {}

export async function startChat(
  place: { readonly origin: string; readonly widgetId: string },
  snippet: Snippet,
): Promise<Started> {
  const name = await displayName(snippet)
  const body = {
    ParticipantDetails: { DisplayName: name },
    Attributes: snippet.attributes,
    SupportedMessagingContentTypes: snippet.contentTypes ?? CONTENT_TYPES,
    ...(snippet.chatMinutes !== undefined && { ChatDurationInMinutes: snippet.chatMinutes }),
  }
  if (snippet.customStartChat) return { chat: chatIn(await askPage(snippet.customStartChat, body)) }
  const token = snippet.authenticate && text(await askPage(snippet.authenticate))
  const response = await fetch(`${place.origin}/connectwidget/api/${place.widgetId}/start`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(snippet.snippetId && { 'x-amz-snippet-id': snippet.snippetId }),
      ...(token && { 'x-amz-security-token': token }),
    },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new NotStarted(sentenceIn(answer))
  const { featurePermissions } = (answer as WidgetStarted).data
  return { chat: chatIn(answer), attachments: featurePermissions.ATTACHMENTS }
}

async function displayName({ displayName: given }: Snippet): Promise<string> {
  const name = typeof given === 'function' ? await askPage(given) : given
  return text(name) || 'Customer'
}

/** Pages wrap the answer in one or two objects, or in none. */
function chatIn(answer: unknown): ChatDetails {
  const outer = isRecord(answer) && isRecord(answer.data) ? answer.data : answer
  const inner = isRecord(outer) && isRecord(outer.startChatResult) ? outer.startChatResult : outer
  const result = isRecord(inner) ? inner : {}
  const [contactId, participantId, participantToken] = [
    text(result.ContactId ?? result.contactId),
    text(result.ParticipantId ?? result.participantId),
    text(result.ParticipantToken ?? result.participantToken),
  ]
  if (!participantToken) throw new NotStarted('')
  return { contactId, participantId, participantToken }
}

function sentenceIn(answer: unknown): string {
  return isRecord(answer) ? text(answer.Message) || text(answer.title) : ''
}
