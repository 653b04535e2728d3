// Which messages may be sent: what the customer's client can show, in the lengths that the service allows.
import type { ChatView } from '../../core/centre-view.ts'
import { whyNotInteractive } from '../../core/contact/interactive-message.ts'
import { invalid } from './invalid.ts'
import type { ParticipantContext } from './participant-operation.ts'

interface Message {
  readonly contentType: string
  readonly content: string
}

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'
const RESPONSE = `${INTERACTIVE}.response`
const BYTES_MAX = 16_384
/** A flow or bot that waits for text takes no more. */
const AWAITED_CHARACTERS_MAX = 1024

/** By content type, in characters; text has no limit of its own. */
const CHARACTERS_MAX: Readonly<Record<string, number>> = {
  'text/plain': BYTES_MAX,
  'text/markdown': BYTES_MAX,
  'application/json': 12_000,
  [INTERACTIVE]: 12_288,
  [RESPONSE]: 12_288,
}

/** Throws when the message may not be sent. */
export function checkMessage(message: Message, { centre, who }: ParticipantContext): void {
  const chat = centre.conversation(who.conversationId) ?? centre.chat(who.contactId)
  const role = chat?.participants.find(each => each.participantId === who.participantId)?.role
  const { contentType, content } = message
  const charactersMax = CHARACTERS_MAX[contentType]
  if (charactersMax === undefined || (contentType === INTERACTIVE && role === 'CUSTOMER')) {
    throw invalid('Member ContentType is none that can be sent.')
  }
  if (chat && !isShown(contentType, chat)) {
    throw invalid(`This chat has not been started with messages of the type ${contentType}.`)
  }
  const isText = contentType.startsWith('text/')
  if (!isText && !isJson(content)) throw invalid('Member Content is not the JSON its type says.')
  const problem = contentType === INTERACTIVE ? whyNotInteractive(content) : undefined
  if (problem !== undefined) throw invalid(`Member Content follows no template: ${problem}`)
  const limit =
    isText && role === 'CUSTOMER' && chat?.awaitsText ? AWAITED_CHARACTERS_MAX : charactersMax
  // Characters are never more than UTF-16 units.
  if (content.length > limit && [...content].length > limit) {
    throw invalid(`Member Content has at most ${limit} characters now.`)
  }
  if (Buffer.byteLength(content) > BYTES_MAX) {
    throw invalid(`Member Content has at most ${BYTES_MAX} bytes of UTF-8.`)
  }
}

/** Can everybody's client show it? Answers to what was shown always go. */
function isShown(contentType: string, { contentTypes, view, isGuide }: ChatView): boolean {
  if (contentType === 'text/plain' || contentTypes.includes(contentType)) return true
  return contentType === RESPONSE && (isGuide || !!view || contentTypes.includes(INTERACTIVE))
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content)
    return true
  } catch {
    return false
  }
}
