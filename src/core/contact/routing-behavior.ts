// What decides which agent a contact is offered to and when: its priority, its age and its routing
// criteria. Flows and the API change them at any time; a contact that waits takes its new place.
import { type RoutingStep, stepAt } from '../routing/routing-criteria.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { placeInQueue } from './place-in-queue.ts'
import { activateCriteria } from './routing-steps.ts'

export interface RoutingBehavior {
  readonly priority?: number
  readonly ageAdjustmentMs?: number
  readonly steps?: readonly RoutingStep[]
}

export function setRoutingBehavior(
  world: World,
  contact: Contact,
  { priority, ageAdjustmentMs, steps }: RoutingBehavior,
): void {
  if (priority !== undefined) contact.priority = priority
  if (ageAdjustmentMs !== undefined) contact.ageAdjustmentMs = ageAdjustmentMs
  const { stage } = contact
  const waits = stage.name === 'queued' || stage.name === 'offered'
  if (steps !== undefined) {
    const former = contact.routingCriteria
    contact.routingCriteria = { steps, index: former === undefined ? 0 : former.index + 1 }
    if (waits) activateCriteria(world, contact)
  }
  if (stage.name === 'queued') placeInQueue(world, contact, stage.queueId)
}

/** A step has expired: the next one holds, and after the last there is nothing more to ask. */
export function routingStepDue(world: World, contact: Contact): void {
  const { stage, routingCriteria } = contact
  if (stage.name !== 'queued' || !routingCriteria) return
  const placed = contact.routingStep ?? 0
  if (stepAt(routingCriteria, world.now) > placed) placeInQueue(world, contact, stage.queueId)
}
