// An offer is over: written down for history, once.
import type { Agent, AgentContact } from '../agent/agent.ts'
import type { JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** Say it before the contact in the agent's hands changes its state. */
export function offerEnded(
  world: World,
  contact: Contact,
  { agentId }: Agent,
  { queueId, since }: AgentContact,
  outcome: 'accepted' | 'rejected' | 'missed' | 'failed' | 'withdrawn',
): void {
  const offer = contact.offers?.at(-1)
  if (offer) offer.outcome = outcome
  if (!world.keepsHistory) return
  const routingProfileId = world.directory.get('agent', agentId)?.RoutingProfileId
  world.event({
    type: 'fact',
    fact: {
      kind: 'offer',
      contactId: contact.contactId,
      channel: contact.channel,
      initiationMethod: contact.initiationMethod,
      queueId,
      agentId,
      routingProfileId,
      offeredAt: since,
      endedAt: world.now,
      outcome,
      // A plain object, as all state is.
      reason: offer?.reason as JsonObject | undefined,
    },
  })
}
