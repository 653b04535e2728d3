import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { idOf } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'

const DISMISSED: readonly string[] = ['MISSED', 'REJECTED', 'ERROR', 'ENDED']

/** Puts away for an agent what was missed, failed or is over, so that the next contact can come. */
export const dismissUserContact: Operation<'DismissUserContact'> = (input, context) => {
  const agentId = idOf(context, 'agent', input.UserId)
  const contactId = bareId(input.ContactId)
  const held = context.centre.agent(agentId)?.contacts.find(each => each.contactId === contactId)
  if (!held) throw notFound(`The user does not have the contact ${contactId}.`)
  if (!DISMISSED.includes(held.state)) {
    throw invalidRequest(`The contact is ${held.state}: only what is over can be dismissed.`)
  }
  return change({ type: 'agent.clear', agentId, contactId })
}
