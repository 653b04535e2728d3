import { arnOf, bareId } from '../arn.ts'
import { openChat } from '../chat-contact.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'

/** Lets a user look on while an agent and a customer write, and take part if that is allowed. */
export const monitorContact: Operation<'MonitorContact'> = (input, context) => {
  const contact = context.centre.contact(bareId(input.ContactId))
  if (!contact) throw notFound(`There is no contact ${input.ContactId}.`)
  if (contact.channel !== 'CHAT') throw invalidRequest('Only chats can be monitored so far.')
  const { contactId } = openChat(context, input.ContactId)
  const capabilities = input.AllowedMonitorCapabilities ?? ['SILENT_MONITOR']
  const monitorId = context.newId()
  return changed(
    { ContactId: monitorId, ContactArn: arnOf(context, 'contact', monitorId) },
    {
      type: 'contact.monitor',
      contactId,
      agentId: idOf(context, 'agent', input.UserId),
      monitorId,
      participantId: context.newId(),
      mayBarge: capabilities.includes('BARGE'),
    },
  )
}
