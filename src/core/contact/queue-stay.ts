// One stay of a contact in one queue, from when it came in until it left for good. An offer that
// comes to nothing does not end a stay; a whisper that the agent leaves does not either. Written down
// for history, once.
import type { Agent } from '../agent/agent.ts'
import type { Instant } from '../instant.ts'
import { minutes } from '../instant.ts'
import type { FactOf } from '../metrics/fact.ts'
import { placeInLine, queueMetrics } from '../metrics/queue-metrics.ts'
import { waitingCount } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import type { Contact, DisconnectReason } from './contact.ts'
import { stepsOver } from './routing-step-fact.ts'
import { subtypeOf } from './segment-attributes.ts'

export interface QueueStay {
  readonly queueId: string
  readonly enqueuedAt: Instant
  /** What its wait would be, as foretold when it came in; nothing when nobody could tell, or nobody looked. */
  readonly foretoldMs?: number
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
  if (contact.stay) {
    const { taken: _, ...stay } = contact.stay
    contact.stay = stay
    return
  }
  const foretold = foretell(world, contact, queueId)
  contact.stay = {
    queueId,
    enqueuedAt: world.now,
    ...(foretold !== undefined && { foretoldMs: foretold }),
  }
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
  contact.stay = undefined
  const { taken, queueId, enqueuedAt, foretoldMs } = stay
  if (outcome === 'handled') countForetold(world, stay)
  if (!world.keepsHistory) return
  const fact: FactOf<'queueStay'> = {
    kind: 'queueStay',
    contactId: contact.contactId,
    channel: contact.channel,
    subtype: subtypeOf(contact),
    initiationMethod: contact.initiationMethod,
    queueId,
    priority: contact.priority,
    enqueuedAt,
    leftAt: taken?.at ?? world.now,
    outcome,
    foretoldMs,
    agentId: taken?.agentId,
    routingProfileId: taken?.routingProfileId,
  }
  world.event({ type: 'fact', fact })
  stepsOver(world, contact, { ...fact, isHandled: outcome === 'handled' })
}

/** How well waits are foretold is found by samples: so often, for counting everybody takes its time. */
const FORETOLD_EVERY_MS = minutes(1)
/** In a line so long, whoever comes in is taken to stand at its end: nobody is counted. */
const COUNTED_MAX = 200

function foretell(world: World, contact: Contact, queueId: string): number | undefined {
  if (world.now - world.foretoldAt < FORETOLD_EVERY_MS) return undefined
  world.foretoldAt = world.now
  const { channel } = contact
  return waitingCount(world, queueId) > COUNTED_MAX
    ? queueMetrics(world, { queueId, channel }).estimatedWaitMs
    : placeInLine(world, contact)?.estimatedWaitMs
}

/** How far what we said was from what came. */
function countForetold(world: World, { foretoldMs, enqueuedAt, taken }: QueueStay): void {
  if (foretoldMs === undefined || !taken) return
  const tooLongMs = foretoldMs - (taken.at - enqueuedAt)
  world.counters.waits_foretold++
  if (tooLongMs > 0) world.counters.waits_foretold_too_long_ms += tooLongMs
  else world.counters.waits_foretold_too_short_ms -= tooLongMs
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
