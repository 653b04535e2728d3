// A contact's place in the line of its queue, by its priority and its age.
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { Criterion } from '../routing/criterion.ts'
import type { RoutableContact } from '../routing/router.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { currentCriterion, toldCriterion } from './routing-steps.ts'

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
  world.router.enqueue(routable(world, contact, queueId, criterion))
}

/** The contact as the router was last told of it. */
export function routableContact(world: World, contact: Contact, queueId: string): RoutableContact {
  return routable(world, contact, queueId, toldCriterion(contact))
}

function routable(
  world: World,
  { contactId, channel, priority, enqueuedAt = world.now, ageAdjustmentMs }: Contact,
  queueId: string,
  criterion: Criterion | undefined,
): RoutableContact {
  const since = enqueuedAt - ageAdjustmentMs
  return {
    contactId,
    queueId,
    channel,
    priority,
    enqueuedAt: since,
    ...(criterion && { criterion }),
  }
}
