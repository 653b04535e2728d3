import type { ChatAttachment } from '../../../core/contact/chat.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

/** Everybody in the chat is told, also of a file that was rejected; of each file once. */
export const completeAttachmentUpload: ParticipantOperation<'CompleteAttachmentUpload'> = async (
  { AttachmentIds },
  { chat, who, attachments },
) => {
  chat.check(who, 'writing')
  for (const attachmentId of AttachmentIds) {
    const { name, contentType, status } = await attachments.complete(who, attachmentId)
    const attachment: ChatAttachment = { attachmentId, name, contentType, status }
    await chat.post(who, {
      contentType,
      content: '',
      clientToken: attachmentId,
      attachments: [attachment],
    })
  }
  return {}
}
