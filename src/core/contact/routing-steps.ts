// The steps of a contact's routing criteria: when they begin, which one holds, what became of them.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { Criterion } from '../routing/criterion.ts'
import { type RoutingCriteria, stepAt, stepExpiresAt } from '../routing/routing-criteria.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { isoTime } from './iso-time.ts'

/** The contact comes into a queue: its first step begins. */
export function activateCriteria(world: World, contact: Contact): void {
  const { routingCriteria } = contact
  if (routingCriteria) contact.routingCriteria = { ...routingCriteria, activatedAt: world.now }
}

/** What the contact asks of its agent now. Notes that it has been asked, and when to ask again. */
export function currentCriterion(
  world: World,
  contact: Contact,
  queueId: string,
): Criterion | undefined {
  const { routingCriteria: criteria, contactId } = contact
  if (criteria?.activatedAt === undefined || agentOfQueue(queueId) !== undefined) return undefined
  const step = stepAt(criteria, world.now)
  contact.routingStep = step
  const until = stepExpiresAt(criteria, step)
  if (until !== undefined) world.wakeContact(contactId, until)
  return criteria.steps[step]?.criterion
}

/** What it asked when its place was found. */
export function toldCriterion({ routingCriteria, routingStep }: Contact): Criterion | undefined {
  if (routingCriteria?.activatedAt === undefined || routingStep === undefined) return undefined
  return routingCriteria.steps[routingStep]?.criterion
}

/** As the record shows them: steps with what became of them. */
export function criteriaPart(world: World, contact: Contact): JsonObject | undefined {
  const { routingCriteria: criteria } = contact
  if (!criteria) return undefined
  const { activatedAt, steps } = criteria
  const at = contact.dequeuedAt ?? world.now
  // Whoever waits for one agent has said who that is: nothing else is asked there.
  const isAsked = activatedAt !== undefined && !isForOneAgent(contact)
  const current = isAsked ? stepAt(criteria, at) : -1
  return {
    ActivationTimestamp: activatedAt === undefined ? null : isoTime(activatedAt),
    Index: criteria.index,
    Steps: steps.map(({ expression, durationMs }, index) => ({
      Expiry: expiryPart(durationMs, stepExpiresAt(criteria, index)),
      Expression: expression,
      Status: statusOf(index, current, wasJoined(contact, criteria)),
    })),
  }
}

function isForOneAgent({ targetQueueId }: Contact): boolean {
  return targetQueueId !== undefined && agentOfQueue(targetQueueId) !== undefined
}

function expiryPart(durationMs: number | undefined, until: Instant | undefined): JsonObject | null {
  if (durationMs === undefined) return null
  return {
    DurationInSeconds: durationMs / 1000,
    ExpiryTimestamp: until === undefined ? null : isoTime(until),
  }
}

function statusOf(index: number, current: number, joined: boolean): string {
  if (index < current) return 'EXPIRED'
  if (index > current) return 'INACTIVE'
  return joined ? 'JOINED' : 'ACTIVE'
}

/** An agent has taken the contact while the criteria held. */
function wasJoined({ handling }: Contact, { activatedAt }: RoutingCriteria): boolean {
  return handling !== undefined && activatedAt !== undefined && handling.connectedAt >= activatedAt
}
