// A contact's transcript as the file that Amazon Connect puts into the store of an instance.
import type { ChatItem } from '../../core/contact/chat.ts'
import type { Instant } from '../../core/instant.ts'
import type { JsonObject } from '../../core/json.ts'
import type { KeptLine, KeptReceipt } from '../../store/chat-store.ts'

/** Of the file's form. */
const VERSION = '2019-08-26'

export interface TranscriptPlace {
  readonly account: string
  readonly instanceId: string
  readonly alias: string
}

/** Where it is kept: by the day and minute (UTC) in which the contact began. */
export function transcriptKey(alias: string, contactId: string, began: Instant): string {
  const [day = '', time = ''] = new Date(began).toISOString().split('T')
  const stamp = `${day.replaceAll('-', '')}T${time.slice(0, 5)}`
  return `connect/${alias}/ChatTranscripts/${day.replaceAll('-', '/')}/${contactId}_${stamp}_UTC.json`
}

export function transcriptFile(
  { account, instanceId }: TranscriptPlace,
  { conversationId, contactId }: { readonly conversationId: string; readonly contactId: string },
  lines: readonly KeptLine[],
  receipts: readonly KeptReceipt[],
): JsonObject {
  const participants = new Set(lines.flatMap(({ item }) => item.participantId ?? []))
  const byLine = new Map<number, KeptReceipt[]>()
  for (const receipt of receipts) {
    const others = byLine.get(receipt.number)
    if (others) others.push(receipt)
    else byLine.set(receipt.number, [receipt])
  }
  return {
    Version: VERSION,
    AWSAccountId: account,
    InstanceId: instanceId,
    InitialContactId: conversationId,
    ContactId: contactId,
    Participants: [...participants].map(ParticipantId => ({ ParticipantId })),
    Transcript: lines.map(({ number, item }) => entry(item, byLine.get(number) ?? [])),
  }
}

function entry(item: ChatItem, receipts: readonly KeptReceipt[]): JsonObject {
  const { itemId, at, kind, contentType, content, participantId, role, displayName } = item
  return {
    AbsoluteTime: iso(at),
    ContentType: contentType,
    Id: itemId,
    Type: kind,
    ...(content !== undefined && { Content: content }),
    ...(participantId !== undefined && { ParticipantId: participantId }),
    ...(displayName !== undefined && { DisplayName: displayName }),
    ParticipantRole: role,
    ...(item.attachments && {
      Attachments: item.attachments.map(each => ({
        AttachmentId: each.attachmentId,
        AttachmentName: each.name,
        ContentType: each.contentType,
        Status: each.status,
      })),
    }),
    ...(receipts.length > 0 && {
      MessageMetadata: {
        MessageId: itemId,
        Receipts: receipts.map(
          ({ participantId: RecipientParticipantId, deliveredAt, readAt }) => ({
            RecipientParticipantId,
            ...(deliveredAt !== undefined && { DeliveredTimestamp: iso(deliveredAt) }),
            ...(readAt !== undefined && { ReadTimestamp: iso(readAt) }),
          }),
        ),
      },
    }),
  }
}

function iso(at: Instant): string {
  return new Date(at).toISOString()
}
