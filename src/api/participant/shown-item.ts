// A line of a chat as participants are shown it: the same in a transcript and over a socket.
import type { ChatLine, LineReceipt } from '../../channel/chat/chat-port.ts'
import type { ParticipantRole } from '../../core/contact/chat.ts'
import { isoTime } from './iso-time.ts'

export interface ShownItem {
  readonly Id: string
  readonly Type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT'
  readonly ContentType: string
  readonly Content: string | undefined
  readonly ParticipantId: string | undefined
  readonly ParticipantRole: ParticipantRole
  readonly DisplayName: string | undefined
  /** ISO 8601 with milliseconds. */
  readonly AbsoluteTime: string
  readonly ContactId: string
  readonly Attachments: readonly ShownAttachment[] | undefined
}

interface ShownAttachment {
  readonly AttachmentId: string
  readonly AttachmentName: string
  readonly ContentType: string
  readonly Status: 'APPROVED' | 'REJECTED' | 'IN_PROGRESS'
}

export function showItem({ item, contactId }: ChatLine): ShownItem {
  return {
    Id: item.itemId,
    Type: item.kind,
    ContentType: item.contentType,
    Content: item.content,
    ParticipantId: item.participantId,
    ParticipantRole: item.role,
    DisplayName: item.displayName || undefined,
    AbsoluteTime: isoTime(item.at),
    ContactId: contactId,
    Attachments: item.attachments?.map(({ attachmentId, name, contentType, status }) => ({
      AttachmentId: attachmentId,
      AttachmentName: name,
      ContentType: contentType,
      Status: status,
    })),
  }
}

export function showReceipt({ participantId, deliveredAt, readAt }: LineReceipt) {
  return {
    RecipientParticipantId: participantId,
    DeliveredTimestamp: deliveredAt === undefined ? undefined : isoTime(deliveredAt),
    ReadTimestamp: readAt === undefined ? undefined : isoTime(readAt),
  }
}
