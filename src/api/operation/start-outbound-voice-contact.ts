import { seconds } from '../../core/instant.ts'
import { bareId } from '../arn.ts'
import { requireRoomForContact } from '../limit/quotas.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, idOf } from '../resource.ts'
import { invalidParameter, invalidRequest, refuseUnbuilt } from '../service-error.ts'
import { checkAttributes, knownContactId, referencesOf, runningFlowId } from '../written-contact.ts'

/** How long the customer is rung when the request does not say. */
const RING_SECONDS = 60

export const startOutboundVoiceContact: Operation<'StartOutboundVoiceContact'> = async (
  input,
  context,
) => {
  refuseUnbuilt(input, 'CampaignId', 'OutboundStrategy')
  if (input.TrafficType === 'CAMPAIGN') throw invalidRequest('Campaigns are not supported yet.')
  if (input.AnswerMachineDetectionConfig?.AwaitAnswerMachinePrompt) {
    throw invalidRequest('Waiting for the end of a machine’s greeting is not supported yet.')
  }
  checkAttributes(input.Attributes)
  const { RelatedContactId } = input
  const relatedContactId =
    RelatedContactId === undefined ? undefined : await knownContactId(context, RelatedContactId)
  return () => {
    requireRoomForContact(context, 'VOICE')
    const contactId = context.newId()
    const queueId = idOf(context, 'queue', input.QueueId)
    const references = referencesOf(input.References)
    return changed(
      { ContactId: contactId },
      {
        type: 'outbound.started',
        contactId,
        number: input.DestinationPhoneNumber,
        callerId: callerId(context, input.SourcePhoneNumber, queueId),
        flowId: runningFlowId(context, input.ContactFlowId),
        ringMs: seconds(input.RingTimeoutInSeconds ?? RING_SECONDS),
        detectsMachines: input.AnswerMachineDetectionConfig?.EnableAnswerMachineDetection ?? false,
        ...(queueId !== undefined && { queueId }),
        ...(input.Attributes && { attributes: input.Attributes }),
        ...(references && { references }),
        ...(input.Name !== undefined && { name: input.Name }),
        ...(input.Description !== undefined && { description: input.Description }),
        ...(relatedContactId !== undefined && { relatedContactId }),
      },
    )
  }
}

/** One of our own numbers: nobody may call under somebody else's. */
function callerId(
  context: OperationContext,
  source: string | undefined,
  queueId: string | undefined,
): string {
  const { directory } = context.centre
  if (source !== undefined) {
    if (directory.named('phone-number', source)) return source
    throw invalidParameter('Member SourcePhoneNumber must be a number of this instance.')
  }
  if (queueId === undefined) {
    throw invalidRequest('One of SourcePhoneNumber and QueueId must be given.')
  }
  const config = find(context, 'queue', queueId).document.OutboundCallerConfig
  const numberId = config?.OutboundCallerIdNumberId
  const number =
    numberId === undefined ? undefined : directory.get('phone-number', bareId(numberId))
  if (number) return number.PhoneNumber
  throw invalidRequest('The queue has no outbound caller ID number.')
}
