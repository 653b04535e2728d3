import { asked } from '../messaging-refusal.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'
import { checkAttributes } from '../written-contact.ts'

export const sendChatIntegrationEvent: Operation<'SendChatIntegrationEvent'> = async (
  { SourceId, DestinationId, Subtype, Event, NewSessionDetails: session },
  context,
) => {
  const { Type, ContentType, Content } = Event
  if (Type === 'MESSAGE' && (ContentType === undefined || Content === undefined)) {
    throw invalidRequest('Member Event needs ContentType and Content when its Type is MESSAGE.')
  }
  if (Type === 'EVENT' && ContentType === undefined) {
    throw invalidRequest('Member Event needs ContentType when its Type is EVENT.')
  }
  checkAttributes(session?.Attributes)
  const { ParticipantDetails, Attributes, SupportedMessagingContentTypes } = session ?? {}
  const topicArn = session?.StreamingConfiguration?.StreamingEndpointArn
  const told = await asked(
    context.messaging.integrationEvent({
      sourceId: SourceId,
      destinationId: numberOf(DestinationId),
      ...(Subtype !== undefined && { subtype: Subtype }),
      event: {
        type: Type ?? 'MESSAGE',
        ...(ContentType !== undefined && { contentType: ContentType }),
        ...(Content !== undefined && { content: Content }),
      },
      newSession: {
        ...(ParticipantDetails?.DisplayName !== undefined && {
          displayName: ParticipantDetails.DisplayName,
        }),
        ...(Attributes && { attributes: Attributes }),
        ...(SupportedMessagingContentTypes && { contentTypes: SupportedMessagingContentTypes }),
        ...(topicArn !== undefined && { topicArn }),
      },
    }),
  )
  return answer({ InitialContactId: told.conversationId, NewChatCreated: told.isNew })

  function numberOf(destination: string): string {
    const id = destination.split('/').at(-1) ?? ''
    return context.centre.directory.get('phone-number', id)?.PhoneNumber ?? destination
  }
}
