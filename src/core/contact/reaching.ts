// What becomes of a call to the customer: answered, in vain, or given up by the agent. A callback in
// vain is tried again as often as its flow said.
import type { Agent } from '../agent/agent.ts'
import { findContact, updateIdle } from '../agent/availability.ts'
import type { AgentContactState } from '../centre-view.ts'
import type { LegEnd } from '../input.ts'
import { minutes } from '../instant.ts'
import type { World } from '../world.ts'
import { completeCall } from './complete-call.ts'
import type { Contact, DisconnectReason } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { contactRow } from './contact-record.ts'
import { answeredFirst, giveAgentBack } from './customer-first.ts'
import { disconnect, endContact } from './ending.ts'
import { agentLeftWhisper, whisperEnded } from './joining.ts'
import { hasCustomerLeg } from './legs.ts'
import { offeredLegEnded } from './offering.ts'
import { closeStay } from './queue-stay.ts'
import { requeue } from './queueing.ts'
import { outboundWhisper, reach } from './reach.ts'
import { dropLeg, resumeRun, silence, startRun, stopRun } from './run.ts'

const WHISPER_LIMIT_MS = minutes(2)

/** The customer has taken the call. */
export function calledCustomerAnswered(world: World, contact: Contact): void {
  const { stage, outbound } = contact
  if (stage.name === 'dialling') {
    customerIsThere(world, contact)
    contact.stage = { name: 'flow' }
    answeredFirst(world, contact)
    const flowId = outbound?.answeredFlowId ?? outbound?.flowId
    const legId = contact.customerLegId
    const began =
      flowId !== undefined && startRun(world, contact, { role: 'customer', legId, flowId })
    if (!began) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  } else if (stage.name === 'reaching' && stage.phase === 'customer') {
    customerIsThere(world, contact)
    whisper(world, contact)
  }
}

function customerIsThere(world: World, contact: Contact): void {
  contact.customerPresent = true
  contact.connectedToSystemAt ??= world.now
  contactEvent(world, contact, 'CONNECTED_TO_SYSTEM')
}

/** The customer hears the outbound whisper, then talks to the agent, who still hears the ringing. */
function whisper(world: World, contact: Contact): void {
  const { stage } = contact
  if (stage.name !== 'reaching') return
  const { queueId, agentId } = stage
  const until = world.now + WHISPER_LIMIT_MS
  contact.stage = { name: 'joining', queueId, agentId, whisper: 'customer', until }
  world.wakeContact(contact.contactId, until)
  if (contact.customerRun) {
    resumeRun(world, contact, 'customer', { type: 'callAnswered' })
    return
  }
  const flowId = contact.outbound?.flowDone ? undefined : outboundWhisper(world, queueId)
  const legId = contact.customerLegId
  const whispers =
    flowId !== undefined && startRun(world, contact, { role: 'customer', legId, flowId })
  if (!whispers) whisperEnded(world, contact)
}

/** The flow that was to dial is over and has not: the customer is called all the same. */
export function flowBeforeCallEnded(world: World, contact: Contact): void {
  if (contact.outbound) contact.outbound.flowDone = true
  completeCall(world, contact)
}

/** The leg of an agent who calls somebody is up. */
export function diallingAgentReady(world: World, contact: Contact, agent: Agent): void {
  const { stage } = contact
  const held = findContact(agent, contact.contactId)
  if (stage.name !== 'reaching' || stage.phase !== 'agent' || !held) return
  held.legReady = true
  reach(world, contact, agent, stage.queueId)
}

/** The customer does not answer, or cannot be called. */
export function customerUnreached(world: World, contact: Contact, why: LegEnd): void {
  const { stage } = contact
  world.legs.delete(contact.customerLegId)
  contact.customerLegId = ''
  world.counters.calls_unanswered++
  if (stage.name === 'reaching') letAgentGo(world, contact, 'ERROR')
  giveAgentBack(world, contact)
  const isCallback = contact.initiationMethod === 'CALLBACK'
  if ((stage.name === 'reaching' || isCallback) && tryLater(world, contact)) return
  const reason = why === 'nodeLost' ? 'TELECOM_PROBLEM' : 'OUTBOUND_ATTEMPT_FAILED'
  endContact(world, contact, reason)
}

/** The customer may not be called any more. Trying again would change nothing. */
export function callForbidden(world: World, contact: Contact): void {
  letAgentGo(world, contact, 'ERROR')
  endContact(world, contact, 'OUTBOUND_DESTINATION_ENDPOINT_ERROR')
}

/** Takes the agent out of a contact whose customer is not there. */
function letAgentGo(world: World, contact: Contact, state: AgentContactState): void {
  const { stage } = contact
  if (stage.name !== 'reaching') return
  stopRun(world, contact, 'customer')
  contact.stage = { name: 'flow' }
  const agent = world.agents.get(stage.agentId)
  const held = agent && findContact(agent, contact.contactId)
  if (!agent || !held) return
  held.state = state
  held.since = world.now
  held.until = undefined
  silence(world, contact, held.legId)
  dropLeg(world, contact, held.legId)
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}

function tryLater(world: World, contact: Contact): boolean {
  const { outbound } = contact
  if (!outbound?.retriesLeft) return false
  outbound.retriesLeft--
  delete outbound.flowDone
  closeStay(world, contact, 'callback')
  const until = world.now + (outbound.retryMs ?? 0)
  contact.stage = { name: 'scheduled', until }
  world.live.contactChanged(contact.contactId)
  world.wakeContact(contact.contactId, until)
  world.event({ type: 'contact.record', row: contactRow(world, contact, false) })
  return true
}

/**
 * The agent hangs up, or is lost, while the customer is called. A callback goes back to its place in
 * the queue; a call of the agent's own is over.
 */
export function agentLeftReaching(
  world: World,
  contact: Contact,
  agent: Agent,
  reason: DisconnectReason,
): boolean {
  const { stage, initiationMethod } = contact
  const isOwn = initiationMethod === 'OUTBOUND'
  const isBefore = stage.name === 'reaching' || (stage.name === 'joining' && isOwn)
  if (!isBefore || stage.agentId !== agent.agentId) return false
  if (isOwn) {
    disconnect(world, contact, reason)
    return true
  }
  letAgentGo(world, contact, 'REJECTED')
  if (hasCustomerLeg(world, contact)) dropLeg(world, contact, contact.customerLegId)
  contact.customerLegId = ''
  contact.missedOffers++
  requeue(world, contact, stage.queueId)
  return true
}

/** Calls that nobody says anything of any more. */
export function reachingDue(world: World, contact: Contact): void {
  const { stage } = contact
  if (stage.name !== 'dialling' && stage.name !== 'reaching') return
  if (stage.until > world.now) return
  if (stage.name === 'reaching' && stage.phase === 'flow') {
    stopRun(world, contact, 'customer')
    flowBeforeCallEnded(world, contact)
    return
  }
  if (hasCustomerLeg(world, contact)) dropLeg(world, contact, contact.customerLegId)
  customerUnreached(world, contact, 'noAnswer')
}

/**
 * The voice node is gone. Answers false when the customer's leg went with it; a contact whose customer
 * had not been reached goes on, on another node.
 */
export function nodeLostBeforeCall(world: World, contact: Contact): boolean {
  if (contact.customerPresent || contact.monitors) return false
  const { stage } = contact
  const agent = 'agentId' in stage ? world.agents.get(stage.agentId) : undefined
  if (stage.name === 'reaching' || stage.name === 'dialling') {
    customerUnreached(world, contact, 'nodeLost')
  } else if (stage.name === 'offered' && agent) {
    offeredLegEnded(world, contact, agent, 'nodeLost')
  } else if (stage.name === 'joining' && agent) {
    agentLeftWhisper(world, contact, agent)
  }
  return true
}
