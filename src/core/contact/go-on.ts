// A call goes on as another contact.
import type { World } from '../world.ts'
import { generationOf } from './callback-limits.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { freshContact } from './new-contact.ts'

/** The same customer on the same leg, with what is known so far, but for what is given. */
export function goOn(
  world: World,
  from: Contact,
  given: Partial<Contact> & { readonly contactId: string },
): Contact {
  const { customerName, references, segmentAttributes, relatedContactId } = from
  const callbackGeneration = generationOf(from)
  const to = freshContact(world, {
    ...(callbackGeneration > 0 && { callbackGeneration }),
    initialContactId: from.initialContactId,
    previousContactId: from.contactId,
    ...(relatedContactId !== undefined && { relatedContactId }),
    channel: 'VOICE',
    initiationMethod: 'TRANSFER',
    stage: { name: 'flow' },
    node: from.node,
    customerLegId: from.customerLegId,
    customerAddress: from.customerAddress,
    ...(customerName !== undefined && { customerName }),
    systemAddress: from.systemAddress,
    headers: from.headers,
    connectedToSystemAt: world.now,
    attributes: from.attributes,
    data: { ...from.data },
    tags: { ...from.tags },
    ...(references && { references: { ...references } }),
    ...(segmentAttributes && { segmentAttributes: { ...segmentAttributes } }),
    voice: from.voice,
    recordingBehavior: from.recordingBehavior,
    loggingEnabled: from.loggingEnabled,
    ...given,
  })
  world.contacts.set(to.contactId, to)
  world.counters.contacts_initiated++
  contactEvent(world, to, 'INITIATED')
  contactEvent(world, to, 'CONNECTED_TO_SYSTEM')
  return to
}
