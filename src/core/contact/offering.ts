// Contacts are offered to agents: who is asked, what the answer may be, and what becomes of the
// contact when the answer is no. Every offer ends: accepted, rejected, missed, failed or withdrawn.
import { type Agent, type AgentContact, isReachableOn } from '../agent/agent.ts'
import {
  findContact,
  hasRoomFor,
  releaseContact,
  takeTurn,
  updateIdle,
} from '../agent/availability.ts'
import { deskPhoneTarget } from '../agent/desk-phone.ts'
import { autoAccepts } from '../agent/user-config.ts'
import { assert } from '../assert.ts'
import type { AgentContactState } from '../centre-view.ts'
import type { DialTarget } from '../effect.ts'
import type { LegEnd } from '../input.ts'
import { seconds } from '../instant.ts'
import { removeWaiting } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import { type Channel, type Contact, isVoice } from './contact.ts'
import { ringFirst, ringsCustomerFirst } from './customer-first.ts'
import { join } from './joining.ts'
import { chooseNode } from './legs.ts'
import { offerEnded } from './offer-fact.ts'
import { noteReason } from './offer-reason.ts'
import { nextOwnContact } from './own-line.ts'
import { closeStay } from './queue-stay.ts'
import { requeue } from './queueing.ts'
import { dropLeg } from './run.ts'

/** How long an agent is asked: Connect's own figures. */
const OFFER_TIMEOUTS_MS: Readonly<Record<Channel, number>> = {
  VOICE: seconds(20),
  CHAT: seconds(20),
  TASK: seconds(30),
  EMAIL: seconds(30),
}
/** How long an accepted offer waits for the agent's media. */
const ACCEPTED_TIMEOUT_MS = seconds(5)

/** Makes every match there is. */
export function offerMatches(world: World): void {
  for (let own = nextOwnContact(world); own; own = nextOwnContact(world)) {
    if (own.contact.stage.name !== 'queued') return
    offerAsked(world, own.contact, own.agent, own.contact.stage.queueId)
  }
  for (
    let match = world.router.nextMatch(world.now);
    match;
    match = world.router.nextMatch(world.now)
  ) {
    const contact = world.contacts.get(match.contactId)
    const agent = world.agents.get(match.agentId)
    assert(contact?.stage.name === 'queued', `matched ${match.contactId}, which does not wait`)
    assert(agent, `matched unknown agent ${match.agentId}`)
    offerAsked(world, contact, agent, contact.stage.queueId)
  }
}

/** The agent is asked, unless what is written is accepted by itself; a call waits for the agent's phone. */
function offerAsked(world: World, contact: Contact, agent: Agent, queueId: string): void {
  offer(world, contact, agent, queueId)
  if (!isVoice(contact) && acceptsByItself(world, contact, agent)) accept(world, contact, agent)
}

/**
 * Gives a chat or task that waits to an agent of one's choice, who has it at once. Answers false when it
 * does not wait, or the agent has no room for it.
 */
export function assign(world: World, contact: Contact, agent: Agent): boolean {
  const { stage } = contact
  const isHere = isReachableOn(agent, contact.channel) && !findContact(agent, contact.contactId)
  if (isVoice(contact) || stage.name !== 'queued' || !isHere) return false
  if (contact.task?.pausedAt !== undefined || !hasRoomFor(world, agent, contact.channel))
    return false
  world.router.dequeue(contact.contactId)
  offer(world, contact, agent, stage.queueId, 'assigned')
  return accept(world, contact, agent)
}

function offer(
  world: World,
  contact: Contact,
  agent: Agent,
  queueId: string,
  how: 'matched' | 'assigned' = 'matched',
): void {
  if (ringsCustomerFirst(contact)) return ringFirst(world, contact, agent, queueId)
  const legId = isVoice(contact) ? world.chance.uuid() : ''
  const until = world.now + OFFER_TIMEOUTS_MS[contact.channel]
  endFormerWork(world, contact, agent)
  agent.contacts.push({
    contactId: contact.contactId,
    channel: contact.channel,
    initiationMethod: contact.initiationMethod,
    queueId,
    legId,
    state: 'CONNECTING',
    since: world.now,
    until,
    accepted: false,
    legReady: !isVoice(contact),
    muted: false,
    idleSince: agent.idle[contact.channel] ?? world.now,
    ...(agent.inboundAt !== undefined && { inboundBefore: agent.inboundAt }),
    customerAddress: contact.customerAddress || (contact.customerName ?? contact.data.Name ?? ''),
  })
  noteReason(world, contact, agent, { queueId, how })
  takeTurn(world, agent, contact.channel)
  contact.stage = { name: 'offered', queueId, agentId: agent.agentId }
  world.counters.offers_made++
  world.wakeContact(contact.contactId, until)
  if (isVoice(contact)) ring(world, contact, agent, legId)
  world.agentChanged(agent.agentId)
}

/**
 * Who is offered a contact anew is no longer busy with its former end: with room for more of a channel
 * an agent may get back whom that agent has just let go.
 */
function endFormerWork(world: World, contact: Contact, agent: Agent): void {
  if (!findContact(agent, contact.contactId)) return
  if (contact.handling) contact.handling.afterContactWorkEndedAt ??= world.now
  agent.contacts = agent.contacts.filter(each => each.contactId !== contact.contactId)
}

function ring(world: World, contact: Contact, agent: Agent, legId: string): void {
  // One who is yet to be called may be called from any node.
  if (!contact.customerPresent) chooseNode(world, contact)
  const { contactId, node } = contact
  const { agentId } = agent
  // Without a voice node nobody can be rung.
  if (node === '') return offeredLegEnded(world, contact, agent, 'unreachable')
  world.legs.set(legId, { contactId, role: 'agent', agentId })
  world.effect({
    type: 'leg.dial',
    node,
    legId,
    to: dialTarget(world, agentId),
    callerId: contact.customerAddress,
    timeoutMs: OFFER_TIMEOUTS_MS.VOICE,
  })
}

/** Where the agent's own phone is. */
export function dialTarget(world: World, agentId: string): DialTarget {
  const phone = world.directory.get('agent', agentId)?.PhoneConfig
  if (phone?.PhoneType !== 'DESK_PHONE') return { type: 'softphone', agentId }
  return deskPhoneTarget(world.directory, world.instanceId, phone.DeskPhoneNumber ?? '')
}

/** The agent's leg is up: a desk phone was lifted, or the softphone can talk. */
export function agentLegReady(world: World, contact: Contact, agent: Agent): void {
  const held = findContact(agent, contact.contactId)
  if (held?.state !== 'CONNECTING' || contact.stage.name !== 'offered') return
  held.legReady = true
  const user = world.directory.get('agent', agent.agentId)
  const isDeskPhone = user?.PhoneConfig.PhoneType === 'DESK_PHONE'
  if (isDeskPhone || acceptsByItself(world, contact, agent)) held.accepted = true
  proceed(world, contact, agent, held)
}

function acceptsByItself(world: World, contact: Contact, { agentId }: Agent): boolean {
  const { channel, initiationMethod } = contact
  return autoAccepts(
    world.directory.get('agent', agentId),
    channel,
    initiationMethod === 'CALLBACK',
  )
}

/** The agent says yes. Too late is no mistake: the offer may have lapsed while the click was on its way. */
export function accept(world: World, contact: Contact, agent: Agent): boolean {
  const held = findContact(agent, contact.contactId)
  if (held?.state !== 'CONNECTING' || contact.stage.name !== 'offered') return false
  held.accepted = true
  held.until = world.now + ACCEPTED_TIMEOUT_MS
  world.wakeContact(contact.contactId, held.until)
  world.agentChanged(agent.agentId)
  proceed(world, contact, agent, held)
  return true
}

function proceed(world: World, contact: Contact, agent: Agent, held: AgentContact): void {
  if (!held.accepted || !held.legReady) return
  world.counters.offers_accepted++
  offerEnded(world, contact, agent, held, 'accepted')
  join(world, contact, agent, held)
}

export function reject(world: World, contact: Contact, agent: Agent): boolean {
  return refuse(world, contact, agent, 'REJECTED', 'rejected')
}

/** Nobody answered in time. */
export function offerDue(world: World, contact: Contact): void {
  if (contact.stage.name !== 'offered') return
  const agent = world.agents.get(contact.stage.agentId)
  const held = agent && findContact(agent, contact.contactId)
  if (!agent || held?.until === undefined || held.until > world.now) return
  // An agent who said yes but whose media did not come has a broken phone, not bad manners.
  if (held.accepted) refuse(world, contact, agent, 'ERROR', 'failed')
  else refuse(world, contact, agent, 'MISSED', 'missed')
}

/** The agent's leg ended before the offer was accepted. */
export function offeredLegEnded(world: World, contact: Contact, agent: Agent, why: LegEnd): void {
  if (why === 'noAnswer') refuse(world, contact, agent, 'MISSED', 'missed')
  else if (why === 'rejected' || why === 'busy' || why === 'hungUp') {
    refuse(world, contact, agent, 'REJECTED', 'rejected')
  } else refuse(world, contact, agent, 'ERROR', 'failed')
}

function refuse(
  world: World,
  contact: Contact,
  agent: Agent,
  state: AgentContactState,
  outcome: 'missed' | 'rejected' | 'failed',
): boolean {
  const held = findContact(agent, contact.contactId)
  if (held?.state !== 'CONNECTING' || contact.stage.name !== 'offered') return false
  const { queueId } = contact.stage
  offerEnded(world, contact, agent, held, outcome)
  held.state = state
  held.since = world.now
  held.until = undefined
  contact.missedOffers++
  world.counters[`offers_${outcome}`]++
  dropLeg(world, contact, held.legId)
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
  requeue(world, contact, queueId)
  return true
}

/** The agent being asked cannot be reached any more: asks somebody else, and puts nothing in the agent's way. */
export function loseOffer(world: World, contact: Contact, agent: Agent): void {
  const { stage } = contact
  const held = findContact(agent, contact.contactId)
  if (!held || stage.name !== 'offered' || stage.agentId !== agent.agentId) return
  world.counters.offers_failed++
  offerEnded(world, contact, agent, held, 'failed')
  contact.missedOffers++
  dropLeg(world, contact, held.legId)
  releaseContact(world, agent, contact.contactId, held)
  requeue(world, contact, stage.queueId)
}

/** The customer is gone while an agent was being rung: the agent is free as before. */
export function withdrawOffer(world: World, contact: Contact): void {
  if (contact.stage.name !== 'offered') return
  const agent = world.agents.get(contact.stage.agentId)
  const held = agent && findContact(agent, contact.contactId)
  if (!agent || !held) return
  world.counters.offers_withdrawn++
  offerEnded(world, contact, agent, held, 'withdrawn')
  dropLeg(world, contact, held.legId)
  releaseContact(world, agent, contact.contactId, held)
}

/** The contact leaves the line it stood in, whether it was being offered or not. */
export function leaveQueue(world: World, contact: Contact): void {
  const { stage } = contact
  if (stage.name !== 'queued' && stage.name !== 'offered') return
  if (stage.name === 'queued') world.router.dequeue(contact.contactId)
  else withdrawOffer(world, contact)
  removeWaiting(world, stage.queueId, contact.contactId)
  contact.dequeuedAt = world.now
  closeStay(world, contact, 'transferred')
}
