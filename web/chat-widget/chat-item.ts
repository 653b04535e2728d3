// A line of a chat as the participant service and its WebSocket write it, read once and then trusted.
import { isRecord, list, text } from '../kit/chat/wire-value.ts'

export interface ChatItem {
  readonly id: string
  readonly type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT' | 'MESSAGEMETADATA'
  readonly contentType: string
  readonly content: string
  readonly participantId: string
  readonly role: string
  readonly displayName: string
  /** ISO 8601 with milliseconds: texts of it sort as times do. */
  readonly at: string
  readonly attachments: readonly Attachment[]
  readonly receipts: readonly Receipt[]
  /** Of a message that a bot says piece by piece. */
  readonly chunk?: { readonly number: number; readonly isLast: boolean }
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly status: string
}

/** Who has had a message, and whether it was read. */
export interface Receipt {
  readonly messageId: string
  readonly participantId: string
  readonly isRead: boolean
}

const EVENT = 'application/vnd.amazonaws.connect.event.'

export const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'
export const INTERACTIVE_RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response'

/** For example `participant.joined`; undefined when it is no event. */
export function eventName({ contentType }: ChatItem): string | undefined {
  return contentType.startsWith(EVENT) ? contentType.slice(EVENT.length) : undefined
}

export function eventType(name: string): string {
  return `${EVENT}${name}`
}

/** Undefined when it is not a line. */
export function readItem(value: unknown): ChatItem | undefined {
  if (!isRecord(value)) return undefined
  const type = value.Type
  if (
    type !== 'MESSAGE' &&
    type !== 'EVENT' &&
    type !== 'ATTACHMENT' &&
    type !== 'MESSAGEMETADATA'
  ) {
    return undefined
  }
  const metadata = isRecord(value.MessageMetadata) ? value.MessageMetadata : {}
  const number = metadata.ChunkNumber
  const chunk = {
    number: typeof number === 'number' ? number : 0,
    isLast: metadata.MessageCompleted === true,
  }
  const isPart = typeof number === 'number' || typeof metadata.MessageCompleted === 'boolean'
  return {
    id: text(value.Id),
    type,
    contentType: text(value.ContentType),
    content: text(value.Content),
    participantId: text(value.ParticipantId),
    role: text(value.ParticipantRole),
    displayName: text(value.DisplayName),
    at: text(value.AbsoluteTime),
    attachments: list(value.Attachments).map(readAttachment),
    receipts: list(metadata.Receipts).map(each => readReceipt(each, text(metadata.MessageId))),
    ...(isPart && { chunk }),
  }
}

function readAttachment(value: Record<string, unknown>): Attachment {
  return {
    id: text(value.AttachmentId),
    name: text(value.AttachmentName),
    contentType: text(value.ContentType),
    status: text(value.Status),
  }
}

function readReceipt(value: Record<string, unknown>, messageId: string): Receipt {
  return {
    messageId,
    participantId: text(value.RecipientParticipantId),
    isRead: value.ReadTimestamp !== undefined,
  }
}
