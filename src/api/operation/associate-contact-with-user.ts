import { agentQueueId } from '../../core/queue/agent-queue.ts'
import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound, ServiceError } from '../service-error.ts'

/**
 * Gives a chat or a task that waits to an agent, who has it at once. Agents who take contacts for
 * themselves choose among the queues that their routing profile lets them take from by hand.
 */
export const associateContactWithUser: Operation<'AssociateContactWithUser'> = (input, context) => {
  const contactId = bareId(input.ContactId)
  const agentId = idOf(context, 'agent', input.UserId)
  const contact = context.centre.contact(contactId)
  if (!contact) throw notFound(`There is no contact ${contactId}.`)
  if (contact.channel === 'VOICE') throw invalidRequest('Calls are offered, not given.')
  const isForSelf = context.caller.userId === agentId
  if (isForSelf && !mayTake(context, agentId, contact)) {
    throw new ServiceError(
      'AccessDeniedException',
      'The contact waits in no queue that you may take from by hand.',
    )
  }
  return change({ type: 'contact.assign', contactId, agentId })
}

function mayTake(
  { centre }: OperationContext,
  agentId: string,
  { queueId, channel }: { readonly queueId: string | undefined; readonly channel: string },
): boolean {
  if (queueId === agentQueueId(agentId)) return true
  const profileId = centre.directory.get('agent', agentId)?.RoutingProfileId ?? ''
  const profile = centre.directory.get('routing-profile', profileId)
  const byHand = profile?.ManualAssignmentQueueConfigs ?? []
  return byHand.some(each => each.QueueId === queueId && each.Channel === channel)
}
