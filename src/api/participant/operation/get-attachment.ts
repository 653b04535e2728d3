import { hasAttachment } from '../attachment/attachment-lines.ts'
import { invalid } from '../invalid.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

const USUAL_SECONDS = 300

/** Of this conversation, or of one of before that is a part of its transcript. */
export const getAttachment: ParticipantOperation<'GetAttachment'> = async (input, context) => {
  const { chat, who, attachments, now, origin } = context
  chat.check(who, 'reading')
  const attachment = await attachments.approved(input.AttachmentId)
  const isTheirs =
    attachment?.conversationId === who.conversationId ||
    (attachment && (await hasAttachment(chat, who, attachment.attachmentId)))
  if (!attachment || !isTheirs) throw invalid('There is no such attachment.')
  const expiresAt = now + (input.UrlExpiryInSeconds ?? USUAL_SECONDS) * 1000
  return {
    Url: `${origin}/participant/attachments/download/${attachments.link(attachment, expiresAt)}`,
    UrlExpiry: new Date(expiresAt).toISOString(),
    AttachmentSizeInBytes: attachment.bytes,
  }
}
