// A contact that asked for somebody has left its queue: what became of each step is written down for
// history, once.
import type { Instant } from '../instant.ts'
import { canonicalJson } from '../metrics/waiting-group.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { stepAt, stepExpiresAt } from '../routing/routing-criteria.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

interface Stay {
  readonly queueId: string
  readonly enqueuedAt: Instant
  readonly leftAt: Instant
  /** An agent has it. */
  readonly isHandled: boolean
}

export function stepsOver(world: World, contact: Contact, stay: Stay): void {
  const { routingCriteria: criteria } = contact
  // Whoever waits for one agent has said who that is: nothing else is asked there.
  if (criteria?.activatedAt === undefined || agentOfQueue(stay.queueId) !== undefined) return
  const last = stepAt(criteria, stay.leftAt)
  let startedAt = criteria.activatedAt
  for (const [index, { expression }] of criteria.steps.entries()) {
    if (index > last) return
    const endedAt = index < last ? (stepExpiresAt(criteria, index) ?? stay.leftAt) : stay.leftAt
    // A callback that is tried again does not begin its steps anew.
    if (index === last || endedAt > stay.enqueuedAt) {
      const reached = stay.isHandled ? 'joined' : 'left'
      world.event({
        type: 'fact',
        fact: {
          kind: 'routingStep',
          contactId: contact.contactId,
          channel: contact.channel,
          queueId: stay.queueId,
          expression: canonicalJson(expression),
          startedAt,
          endedAt,
          outcome: index < last ? 'expired' : reached,
        },
      })
    }
    startedAt = endedAt
  }
}
