import { minutes } from '../../core/instant.ts'
import { asked } from '../messaging-refusal.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find } from '../resource.ts'
import { invalidRequest, refuseUnbuilt } from '../service-error.ts'
import {
  checkAttributes,
  knownContactId,
  runningFlowId,
  segmentAttributesOf,
} from '../written-contact.ts'

const SUBTYPE = 'connect:Subtype'
/** E.164. */
const NUMBER = /^\+[1-9]\d{1,14}$/
const MESSAGE_TYPES = ['text/plain', 'text/markdown']
const TEXT_MAX = 1024

export const startOutboundChatContact: Operation<'StartOutboundChatContact'> = async (
  input,
  context,
) => {
  refuseUnbuilt(input, 'InitialTemplatedSystemMessage')
  checkAttributes(input.Attributes)
  const { RelatedContactId, InitialSystemMessage: message } = input
  const relatedContactId =
    RelatedContactId === undefined ? undefined : await knownContactId(context, RelatedContactId)
  if (message && !MESSAGE_TYPES.includes(message.ContentType ?? '')) {
    throw invalidRequest(
      'Member InitialSystemMessage.ContentType must be text/plain or text/markdown.',
    )
  }
  if (message && (message.Content ?? '').length > TEXT_MAX) {
    throw invalidRequest(`Member InitialSystemMessage.Content has at most ${TEXT_MAX} characters.`)
  }
  const segmentAttributes = segmentAttributesOf(input.SegmentAttributes) ?? {}
  const contactId = context.newId()
  const { ChatDurationInMinutes: duration, SupportedMessagingContentTypes: contentTypes } = input
  const started = await asked(
    context.messaging.prepareOutbound({
      contactId,
      from: ourNumber(context, input.SourceEndpoint),
      to: theirNumber(input.DestinationEndpoint),
      subtype: subtypeOf(segmentAttributes[SUBTYPE]),
      flowId: runningFlowId(context, input.ContactFlowId),
      initiationMethod: 'API',
      segmentAttributes,
      ...(input.ParticipantDetails?.DisplayName !== undefined && {
        displayName: input.ParticipantDetails.DisplayName,
      }),
      ...(message && {
        systemMessage: { contentType: message.ContentType ?? '', content: message.Content ?? '' },
      }),
      ...(input.Attributes && { attributes: input.Attributes }),
      ...(relatedContactId !== undefined && { relatedContactId }),
      ...(duration !== undefined && { limitMs: minutes(duration) }),
      ...(contentTypes && { contentTypes }),
    }),
  )
  return () => changed({ ContactId: contactId }, started)
}

interface Endpoint {
  readonly Type?: string | undefined
  readonly Address?: string | undefined
}

/** The number as providers know it. */
function ourNumber(context: OperationContext, { Type, Address = '' }: Endpoint): string {
  if (Type !== 'CONNECT_PHONENUMBER_ARN') {
    throw invalidRequest('Member SourceEndpoint.Type must be CONNECT_PHONENUMBER_ARN.')
  }
  return find(context, 'phone-number', Address).document.PhoneNumber
}

function theirNumber({ Type, Address = '' }: Endpoint): string {
  if (Type === 'TELEPHONE_NUMBER' && NUMBER.test(Address)) return Address
  throw invalidRequest('Member DestinationEndpoint must be a TELEPHONE_NUMBER in E.164.')
}

function subtypeOf(value: { readonly ValueString?: string } | undefined): string {
  if (value?.ValueString !== undefined) return value.ValueString
  throw invalidRequest(`Member SegmentAttributes must have a ${SUBTYPE}, such as connect:SMS.`)
}
