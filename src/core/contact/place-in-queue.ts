// A contact's place in the line of its queue, by its priority and its age.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** Gives the contact the place that its priority and age are worth now, in place of any it had. */
export function placeInQueue(world: World, contact: Contact, queueId: string): void {
  world.router.enqueue({
    contactId: contact.contactId,
    queueId,
    channel: contact.channel,
    priority: contact.priority,
    enqueuedAt: (contact.enqueuedAt ?? world.now) - contact.ageAdjustmentMs,
  })
}
