import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'

/** Gives a chat or a task that waits to an agent, who has it at once. */
export const associateContactWithUser: Operation<'AssociateContactWithUser'> = (input, context) => {
  const contactId = bareId(input.ContactId)
  const contact = context.centre.contact(contactId)
  if (!contact) throw notFound(`There is no contact ${contactId}.`)
  if (contact.channel === 'VOICE') throw invalidRequest('Calls are offered, not given.')
  return change({
    type: 'contact.assign',
    contactId,
    agentId: idOf(context, 'agent', input.UserId),
  })
}
