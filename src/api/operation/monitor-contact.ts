import { arnOf, bareId } from '../arn.ts'
import { openChat } from '../chat-contact.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkMayBarge } from '../permission.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'

/**
 * Lets a user listen to a call, or look on while an agent and a customer write, and take part if that
 * is allowed. The user's own phone, or page, gets a contact for it.
 */
export const monitorContact: Operation<'MonitorContact'> = (input, context) => {
  const contactId = monitoredId(context, input.ContactId)
  const capabilities = input.AllowedMonitorCapabilities ?? ['SILENT_MONITOR']
  const mayBarge = capabilities.includes('BARGE')
  if (mayBarge) checkMayBarge(context)
  const monitorId = context.newId()
  return changed(
    { ContactId: monitorId, ContactArn: arnOf(context, 'contact', monitorId) },
    {
      type: 'contact.monitor',
      contactId,
      agentId: idOf(context, 'agent', input.UserId),
      monitorId,
      participantId: context.newId(),
      mayBarge,
    },
  )
}

/** Of a chat, the contact in which it goes on. */
function monitoredId(context: OperationContext, idOrArn: string): string {
  const contact = context.centre.contact(bareId(idOrArn))
  if (!contact) throw notFound(`There is no contact ${idOrArn}.`)
  if (contact.channel === 'CHAT') return openChat(context, idOrArn).contactId
  if (contact.channel === 'VOICE') return contact.contactId
  throw invalidRequest('Only calls and chats can be monitored.')
}
