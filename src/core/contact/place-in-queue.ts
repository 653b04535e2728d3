// A contact's place in the line of its queue, by its priority and its age.
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { currentCriterion } from './routing-steps.ts'

/** Gives the contact the place that its priority and age are worth now, in place of any it had. */
export function placeInQueue(world: World, contact: Contact, queueId: string): void {
  world.live.contactChanged(contact.contactId)
  // A task put aside keeps its place but is not offered.
  if (contact.task?.pausedAt !== undefined) return
  // What waits for one agent is no affair of the router's: see `own-line.ts`.
  if (agentOfQueue(queueId) !== undefined) {
    world.router.dequeue(contact.contactId)
    return
  }
  const criterion = currentCriterion(world, contact, queueId)
  world.router.enqueue({
    contactId: contact.contactId,
    queueId,
    channel: contact.channel,
    priority: contact.priority,
    enqueuedAt: (contact.enqueuedAt ?? world.now) - contact.ageAdjustmentMs,
    ...(criterion && { criterion }),
  })
}
