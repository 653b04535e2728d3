// A customer whose agent has gone is put into a queue again by the disconnect flow. That is another
// contact, as in Amazon Connect (initiation method DISCONNECT): each agent's part is told by itself.
import type { World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'
import { endContact } from './ending.ts'
import { goOn } from './go-on.ts'
import { stopRun } from './run.ts'

/** The contact that is to wait: another one where an agent has had a part in this. Chats stay one. */
export function contactToQueue(world: World, contact: Contact): Contact {
  if (!isVoice(contact) || !contact.handling) return contact
  stopRun(world, contact, 'customer')
  const { customerLegId: legId, hooks, priority, ageAdjustmentMs, leftBecause } = contact
  const { storedInput, namespaces, analytics, callbackNumber, targetQueueId } = contact
  const { routingCriteria, digitBuffer } = contact
  const to = goOn(world, contact, {
    contactId: world.chance.uuid(),
    initiationMethod: 'DISCONNECT',
    hooks,
    priority,
    ageAdjustmentMs,
    ...(storedInput !== undefined && { storedInput }),
    ...(namespaces && { namespaces }),
    ...(analytics && { analytics }),
    ...(callbackNumber !== undefined && { callbackNumber }),
    ...(targetQueueId !== undefined && { targetQueueId }),
    ...(routingCriteria && { routingCriteria }),
    ...(digitBuffer !== undefined && { digitBuffer }),
  })
  contact.nextContactId = to.contactId
  // The leg is the new contact's: the end of the old one must not reach it.
  contact.customerLegId = ''
  endContact(world, contact, leftBecause ?? 'AGENT_DISCONNECT')
  world.legs.set(legId, { contactId: to.contactId, role: 'customer' })
  return to
}
