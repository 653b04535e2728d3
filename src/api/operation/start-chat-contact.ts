import { minutes } from '../../core/instant.ts'
import { pastChat } from '../chat-contact.ts'
import { requireRoomForContact } from '../limit/quotas.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { invalidRequest } from '../service-error.ts'
import {
  checkAttributes,
  knownContactId,
  runningFlowId,
  segmentAttributesOf,
} from '../written-contact.ts'

/** A chat goes on for 25 hours unless the customer's side says otherwise. */
const USUAL_MINUTES = 25 * 60
const INITIAL_MESSAGE_TYPES = [
  'text/plain',
  'text/markdown',
  'application/json',
  'application/vnd.amazonaws.connect.message.interactive.response',
]
const INITIAL_TEXT_MAX = 1024

export const startChatContact: Operation<'StartChatContact'> = async (input, context) => {
  if (input.ParticipantConfiguration?.ResponseMode === 'INCREMENTAL') {
    throw invalidRequest('Member ResponseMode: answers come complete here.')
  }
  const { PersistentChat, RelatedContactId, InitialMessage } = input
  checkAttributes(input.Attributes)
  checkInitialMessage(InitialMessage)
  const { SourceContactId: source, RehydrationType = 'ENTIRE_PAST_SESSION' } = PersistentChat ?? {}
  const [sourceContactId, relatedContactId] = await Promise.all([
    source === undefined ? undefined : pastChat(context, source, RehydrationType),
    RelatedContactId === undefined ? undefined : knownContactId(context, RelatedContactId),
  ])
  return () => {
    requireRoomForContact(context, 'CHAT')
    const contactId = context.newId()
    const participantId = context.newId()
    const segmentAttributes = segmentAttributesOf(input.SegmentAttributes)
    return changed(
      {
        ContactId: contactId,
        ParticipantId: participantId,
        ContinuedFromContactId: sourceContactId,
      },
      {
        type: 'chat.started',
        contactId,
        participantId,
        flowId: runningFlowId(context, input.ContactFlowId),
        displayName: input.ParticipantDetails.DisplayName ?? '',
        limitMs: minutes(input.ChatDurationInMinutes ?? USUAL_MINUTES),
        contentTypes: input.SupportedMessagingContentTypes ?? ['text/plain'],
        ...(input.Attributes && { attributes: input.Attributes }),
        ...(segmentAttributes && { segmentAttributes }),
        ...(InitialMessage && {
          initialMessage: {
            contentType: InitialMessage.ContentType ?? 'text/plain',
            content: InitialMessage.Content ?? '',
          },
        }),
        ...(sourceContactId !== undefined && {
          sourceContactId,
          rehydration: RehydrationType,
        }),
        ...(relatedContactId !== undefined && { relatedContactId }),
        ...(input.CustomerId !== undefined && { customerId: input.CustomerId }),
        ...(!takesFiles(context) && { takesNoFiles: true as const }),
        ...(input.DisconnectOnCustomerExit?.includes('AGENT') && { outlastsAgent: true as const }),
      },
    )
  }
}

/** Unless it begins in a widget that is not for files. */
function takesFiles({ caller, centre }: OperationContext): boolean {
  if (caller.mayCall === undefined) return true
  const [, widgetId] = /\/chat-widget\/([^/]+)$/.exec(caller.arn) ?? []
  if (widgetId === undefined) return true
  return centre.directory.get('chat-widget', widgetId)?.features.attachments === true
}

function checkInitialMessage(
  message:
    | { readonly ContentType: string | undefined; readonly Content: string | undefined }
    | undefined,
): void {
  if (!message) return
  const { ContentType = '', Content = '' } = message
  if (!INITIAL_MESSAGE_TYPES.includes(ContentType)) {
    throw invalidRequest('Member InitialMessage.ContentType is none that can be written.')
  }
  if (/^text\//.test(ContentType) && Content.length > INITIAL_TEXT_MAX) {
    throw invalidRequest(
      `Member InitialMessage.Content has at most ${INITIAL_TEXT_MAX} characters.`,
    )
  }
}
