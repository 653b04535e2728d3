import { agentQueueId } from '../../core/queue/agent-queue.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'
import { runningFlowId } from '../written-contact.ts'

export const transferContact: Operation<'TransferContact'> = (input, context) => {
  const { QueueId, UserId } = input
  if ((QueueId === undefined) === (UserId === undefined)) {
    throw invalidRequest('Exactly one of QueueId and UserId must be given.')
  }
  const contactId = bareId(input.ContactId)
  const contact = context.centre.contact(contactId)
  if (!contact) throw notFound(`There is no contact ${contactId}.`)
  if (contact.channel === 'VOICE') throw invalidRequest('A call is transferred by its agent.')
  const type = UserId === undefined ? 'QUEUE_TRANSFER' : 'AGENT_TRANSFER'
  const newContactId = context.newId()
  const queueId =
    UserId === undefined
      ? idOf(context, 'queue', QueueId ?? '')
      : agentQueueId(idOf(context, 'agent', UserId))
  return changed(
    { ContactId: newContactId, ContactArn: arnOf(context, 'contact', newContactId) },
    {
      type: 'contact.transfer',
      contactId,
      newContactId,
      flowId: runningFlowId(context, input.ContactFlowId, [type, 'CONTACT_FLOW']),
      queueId,
    },
  )
}
