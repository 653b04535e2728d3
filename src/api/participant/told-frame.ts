// What is told in a chat as a frame of a socket: JSON in the JSON of a topic. It is what `told-item.ts` shows;
// lines, nearly all that is told, are written out at once.
import type { ChatTold } from '../../channel/chat/chat-port.ts'
import { textFrame } from '../stream/text-frame.ts'
import { isoTime } from './iso-time.ts'
import { showTold } from './told-item.ts'

export const CHAT = 'aws/chat'

type Told = Exclude<ChatTold, { type: 'over' }>

/** All who are to hear of something are told in a row: it is made once for them. */
let last: { readonly told: Told; readonly frame: Uint8Array } | undefined

export function toldFrame(told: Told): Uint8Array {
  if (last?.told !== told) {
    const text = `{"topic":"${CHAT}","contentType":"application/json","content":"${contentOf(told)}"}`
    last = { told, frame: textFrame(text) }
  }
  return last.frame
}

/** As it stands between the quotes. */
function contentOf(told: Told): string {
  if (told.type === 'line' && told.line.item.attachments === undefined) return lineContent(told)
  return inner(JSON.stringify(showTold(told)))
}

function lineContent({ line, conversationId }: Extract<Told, { type: 'line' }>): string {
  const { item, contactId } = line
  const { itemId, at, kind, contentType, content, participantId, role, displayName } = item
  const text = content === undefined ? '' : `,\\"Content\\":${nested(content)}`
  const who = participantId === undefined ? '' : `,\\"ParticipantId\\":${nested(participantId)}`
  const name = displayName ? `,\\"DisplayName\\":${nested(displayName)}` : ''
  return (
    `{\\"Id\\":${nested(itemId)},\\"Type\\":\\"${kind}\\",\\"ContentType\\":${nested(contentType)}` +
    `${text}${who},\\"ParticipantRole\\":\\"${role}\\"${name},\\"AbsoluteTime\\":\\"${isoTime(at)}\\"` +
    `,\\"ContactId\\":${nested(contactId)},\\"InitialContactId\\":${nested(conversationId)}}`
  )
}

/** What JSON writes as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** A text as JSON in a text of JSON. */
function nested(text: string): string {
  return PLAIN.test(text) ? `\\"${text}\\"` : inner(JSON.stringify(text))
}

function inner(json: string): string {
  return JSON.stringify(json).slice(1, -1)
}
