import { ServiceError } from '../../service-error.ts'
import type { ParticipantContext, ParticipantOperation } from '../participant-operation.ts'

export const startAttachmentUpload: ParticipantOperation<'StartAttachmentUpload'> = async (
  input,
  context,
) => {
  const { chat, who, attachments, attachmentCount, now, origin } = context
  chat.check(who, 'writing')
  if (!takesFilesOf(context)) {
    throw new ServiceError('AccessDeniedException', 'Customers send no files in this chat.')
  }
  if (!(await attachmentCount.another(chat, who))) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      'No more files can be attached to this chat.',
    )
  }
  const attachmentId = context.newId()
  const { link, expiresAt } = await attachments.announce(
    {
      attachmentId,
      conversationId: who.conversationId,
      participantId: who.participantId,
      name: input.AttachmentName,
      contentType: input.ContentType,
      bytes: input.AttachmentSizeInBytes,
    },
    now,
  )
  return {
    AttachmentId: attachmentId,
    UploadMetadata: {
      Url: `${origin}/participant/attachments/upload/${link}`,
      UrlExpiry: new Date(expiresAt).toISOString(),
      HeadersToInclude: { 'Content-Type': input.ContentType },
    },
  }
}

function takesFilesOf({ centre, who }: ParticipantContext): boolean {
  const view = centre.conversation(who.conversationId)
  const asks = view?.participants.find(each => each.participantId === who.participantId)
  return !view?.takesNoFiles || asks?.role !== 'CUSTOMER'
}
