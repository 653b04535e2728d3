// Why an agent was offered a contact: which rule of the router decided, who else was in line, and why
// others who serve the queue were not. Found out at the moment of the offer, for afterwards nobody can
// know; so much of it as can be had without a look at everybody.
import type { Agent } from '../agent/agent.ts'
import { isFailed, isReachableOn } from '../agent/agent.ts'
import type { Instant } from '../instant.ts'
import { seconds } from '../instant.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { meets } from '../routing/criterion.ts'
import type { Candidate, RoutableContact } from '../routing/router.ts'
import type { World } from '../world.ts'
import type { Channel, Contact } from './contact.ts'
import { routableContact } from './place-in-queue.ts'

/**
 * What decided. The rules are the router's (R1–R6, `router.ts`): R1 its queue came first for the agent,
 * R2 its priority or age among the contacts the agent could have had, R3 it had waited as long as the
 * agent's routing profile wants, R4 the agent's turn among several,
 * R6 what it asks for. `onlyAgent`: nobody else could have it. `ownQueue`: it waited for this agent.
 * `assigned`: somebody gave it to this agent.
 */
export type DecidingRule = 'R1' | 'R2' | 'R3' | 'R4' | 'R6' | 'onlyAgent' | 'ownQueue' | 'assigned'

/** Why an agent who serves the queue was not asked. */
export type PassedOver =
  | 'idleForLess'
  | 'skills' // R6
  | 'delay' // R3: the contact had not waited long enough for this agent's routing profile
  | 'busy' // has contacts, and no room for another of this channel
  | 'afterContactWork'
  | 'missed' // a missed, rejected or failed contact has not been put away
  | 'status' // not in a status in which contacts are taken
  | 'nextStatus' // has chosen another status for after the contacts in hand
  | 'unreachable'

export interface OfferReason {
  readonly rules: readonly DecidingRule[]
  readonly waitedMs: number
  readonly priority: number
  /** Which step of its routing criteria held. */
  readonly step?: number
  /** In their order, the one who was asked first: how long each had been idle. */
  readonly candidates: readonly { readonly agentId: string; readonly idleMs: number }[]
  /** Others who serve the queue. */
  readonly others: readonly { readonly agentId: string; readonly why: PassedOver }[]
  /** What the agent would have been given instead. */
  readonly runnerUp?: { readonly contactId: string; readonly queueId: string }
}

/** An offer with its reason, as long as the contact goes on. */
export interface ReasonedOffer {
  readonly at: Instant
  readonly agentId: string
  readonly queueId: string
  readonly reason: OfferReason
  outcome?: 'accepted' | 'rejected' | 'missed' | 'failed' | 'withdrawn'
}

const CANDIDATES_MAX = 10
const OTHERS_MAX = 10
/** So many agents are looked at for others. */
const LOOKED_AT_MAX = 30
const OFFERS_KEPT = 10

/** Notes why the contact is offered to the agent, who has been taken out of line already. */
export function noteReason(
  world: World,
  contact: Contact,
  agent: Agent,
  { queueId, how }: { readonly queueId: string; readonly how: 'matched' | 'assigned' },
): void {
  if (!world.keepsHistory) return
  const isOwn = agentOfQueue(queueId) !== undefined
  const reason =
    how === 'assigned' || isOwn
      ? plainReason(world, contact, agent, isOwn ? 'ownQueue' : 'assigned')
      : reasonOf(world, contact, agent, queueId)
  const offer = { at: world.now, agentId: agent.agentId, queueId, reason }
  contact.offers = [...(contact.offers ?? []).slice(1 - OFFERS_KEPT), offer]
}

function plainReason(
  world: World,
  contact: Contact,
  agent: Agent,
  rule: DecidingRule,
): OfferReason {
  const candidates = [candidate(world, first(contact, agent))]
  return { rules: [rule], ...waiting(world, contact), candidates, others: [] }
}

function reasonOf(world: World, contact: Contact, agent: Agent, queueId: string): OfferReason {
  const routable = routableContact(world, contact, queueId)
  const chosen = first(contact, agent)
  const rest = world.router.candidatesFor(routable, world.now, CANDIDATES_MAX - 1)
  const next = world.router.runnerUp(agent.agentId, contact.channel, world.now)
  const rules: DecidingRule[] = []
  const served = queueConfig(world, agent, { queueId, channel: contact.channel })
  if (next) rules.push(served && served.Priority < next.queuePriority ? 'R1' : 'R2')
  if (served && served.Delay > 0) rules.push('R3')
  if (routable.criterion) rules.push('R6')
  rules.push(rest.length > 0 ? 'R4' : 'onlyAgent')
  const known = new Set([agent.agentId, ...rest.map(({ agentId }) => agentId)])
  return {
    rules,
    ...waiting(world, contact),
    candidates: [chosen, ...rest].map(each => candidate(world, each)),
    others: othersOf(world, routable, known),
    ...(next && { runnerUp: { contactId: next.contactId, queueId: next.queueId } }),
  }
}

function first(contact: Contact, agent: Agent): Candidate {
  const held = agent.contacts.find(({ contactId }) => contactId === contact.contactId)
  return { agentId: agent.agentId, idleSince: held?.idleSince ?? 0 }
}

function candidate(world: World, { agentId, idleSince }: Candidate) {
  return { agentId, idleMs: world.now - idleSince }
}

function waiting(world: World, { enqueuedAt, priority, routingCriteria, routingStep }: Contact) {
  return {
    waitedMs: world.now - (enqueuedAt ?? world.now),
    priority,
    ...(routingCriteria && routingStep !== undefined && { step: routingStep }),
  }
}

function othersOf(
  world: World,
  routable: RoutableContact,
  known: ReadonlySet<string>,
): OfferReason['others'] {
  const others: { readonly agentId: string; readonly why: PassedOver }[] = []
  let looked = 0
  for (const agent of world.agents.values()) {
    if (known.has(agent.agentId)) continue
    if (++looked > LOOKED_AT_MAX || others.length >= OTHERS_MAX) break
    const why = whyNot(world, routable, agent)
    if (why !== undefined) others.push({ agentId: agent.agentId, why })
  }
  return others
}

/** Undefined for agents who do not serve the queue. */
function whyNot(world: World, routable: RoutableContact, agent: Agent): PassedOver | undefined {
  const { channel, criterion, enqueuedAt } = routable
  const served = queueConfig(world, agent, routable)
  if (!served) return undefined
  if (world.directory.get('agent-state', agent.statusId)?.Type !== 'ROUTABLE') return 'status'
  if (!isReachableOn(agent, channel)) return 'unreachable'
  if (agent.contacts.some(isFailed)) return 'missed'
  if (agent.nextStatusId !== undefined) return 'nextStatus'
  if (agent.idle[channel as Channel] === undefined) {
    const tidies = agent.contacts.every(({ state }) => state === 'ENDED')
    return tidies && agent.contacts.length > 0 ? 'afterContactWork' : 'busy'
  }
  const skills = criterion && world.router.skillsOf(agent.agentId)
  if (criterion && skills && !meets(criterion, agent.agentId, skills)) return 'skills'
  const waitedMs = world.now - enqueuedAt
  return served.Delay > 0 && waitedMs < seconds(served.Delay) ? 'delay' : 'idleForLess'
}

interface QueueChannel {
  readonly queueId: string
  readonly channel: string
}

function queueConfig(world: World, { agentId }: Agent, { queueId, channel }: QueueChannel) {
  const profileId = world.directory.get('agent', agentId)?.RoutingProfileId ?? ''
  const configs = world.directory.get('routing-profile', profileId)?.QueueConfigs
  return configs?.find(each => each.QueueId === queueId && each.Channel === channel)
}
