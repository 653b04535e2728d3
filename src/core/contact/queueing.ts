// A contact waits in a queue while its customer queue flow plays.

import { addWaiting } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { giveAgentBack } from './customer-first.ts'
import { startHookedRun } from './hook.ts'
import { placeInQueue } from './place-in-queue.ts'
import { openStay } from './queue-stay.ts'
import { activateCriteria } from './routing-steps.ts'

/** Puts a contact at the end of the line, with its age beginning now, and starts its queue flow. */
export function enqueue(world: World, contact: Contact, queueId: string): void {
  giveAgentBack(world, contact)
  contact.targetQueueId = queueId
  contact.enqueuedAt = world.now
  contact.dequeuedAt = undefined
  activateCriteria(world, contact)
  world.counters.contacts_queued++
  takePlace(world, contact, queueId)
  contactEvent(world, contact, 'QUEUED')
  startHookedRun(world, contact, 'CustomerQueue', {
    role: 'customer',
    legId: contact.customerLegId,
  })
}

/** Puts a contact whose offer came to nothing back at the place its age gives it. */
export function requeue(world: World, contact: Contact, queueId: string): void {
  contact.dequeuedAt = undefined
  // Criteria that came while it was away begin now.
  if (contact.routingCriteria?.activatedAt === undefined) activateCriteria(world, contact)
  takePlace(world, contact, queueId)
}

function takePlace(world: World, contact: Contact, queueId: string): void {
  contact.stage = { name: 'queued', queueId }
  addWaiting(world, queueId, contact.contactId)
  openStay(world, contact, queueId)
  placeInQueue(world, contact, queueId)
}
