// One stay of a contact in one queue, from when it came in until it left for good. An offer that
// comes to nothing does not end a stay; a whisper that the agent leaves does not either. Written down
// for history, once.
import type { Agent } from '../agent/agent.ts'
import type { Instant } from '../instant.ts'
import type { FactOf } from '../metrics/fact.ts'
import type { World } from '../world.ts'
import type { Contact, DisconnectReason } from './contact.ts'
import { subtypeOf } from './segment-attributes.ts'

export interface QueueStay {
  readonly queueId: string
  readonly enqueuedAt: Instant
  /** While an agent has it and may yet give it back. */
  readonly taken?: {
    readonly at: Instant
    readonly agentId: string
    readonly routingProfileId?: string
  }
}

type Outcome = 'handled' | 'abandoned' | 'transferred' | 'callback' | 'ended'

/** The contact comes into the queue, or is back in line there. */
export function openStay(world: World, contact: Contact, queueId: string): void {
  const enqueuedAt = contact.stay?.enqueuedAt ?? world.now
  contact.stay = { queueId, enqueuedAt }
}

/** An agent has accepted it. */
export function noteTaken(world: World, contact: Contact, { agentId }: Agent): void {
  if (!contact.stay) return
  const profileId = world.directory.get('agent', agentId)?.RoutingProfileId
  const routingProfileId = profileId === undefined ? {} : { routingProfileId: profileId }
  contact.stay = { ...contact.stay, taken: { at: world.now, agentId, ...routingProfileId } }
}

/** The contact has left for good. Does nothing when that has been said already. */
export function closeStay(world: World, contact: Contact, outcome: Outcome): void {
  const { stay } = contact
  if (!stay) return
  delete contact.stay
  const { taken, queueId, enqueuedAt } = stay
  const subtype = subtypeOf(contact)
  const fact: FactOf<'queueStay'> = {
    kind: 'queueStay',
    contactId: contact.contactId,
    channel: contact.channel,
    ...(subtype !== undefined && { subtype }),
    initiationMethod: contact.initiationMethod,
    queueId,
    priority: contact.priority,
    enqueuedAt,
    leftAt: taken?.at ?? world.now,
    outcome,
    ...(taken && { agentId: taken.agentId }),
    ...(taken?.routingProfileId !== undefined && { routingProfileId: taken.routingProfileId }),
  }
  world.event({ type: 'fact', fact })
}

/** What the end of a contact makes of its stay: who goes while waiting has given up, unless we end it. */
export function closeStayAtEnd(world: World, contact: Contact, reason: DisconnectReason): void {
  if (!contact.stay) return
  const next = contact.nextContactId
  if (next !== undefined) {
    const goesOn = world.contacts.get(next)?.initiationMethod === 'TRANSFER'
    closeStay(world, contact, goesOn ? 'transferred' : 'callback')
    return
  }
  // Nobody gives up who is yet to be called.
  const gaveUp =
    contact.customerPresent && (reason === 'CUSTOMER_DISCONNECT' || reason === 'TELECOM_PROBLEM')
  closeStay(world, contact, gaveUp ? 'abandoned' : 'ended')
}
