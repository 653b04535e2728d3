// How a contact ends: the customer goes, the agent goes, or a flow sends the customer away; then
// after-contact work, and at last the final record.
import type { Agent } from '../agent/agent.ts'
import { findContact, updateIdle } from '../agent/availability.ts'
import { afterContactWorkLimit } from '../agent/user-config.ts'
import { seconds } from '../instant.ts'
import { noteHandled } from '../metrics/queue-metrics.ts'
import type { World } from '../world.ts'
import { forgetCallback } from './callback-limits.ts'
import { agentLeavesChat, endChat } from './chat.ts'
import { stopWatchingQuiet } from './chat-timers.ts'
import { type Contact, type DisconnectReason, isVoice } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { contactOver, noteHandedOn } from './contact-fact.ts'
import { contactRow } from './contact-record.ts'
import { giveAgentBack } from './customer-first.ts'
import { endParties } from './end-parties.ts'
import { leaveQueue } from './offering.ts'
import { endPause } from './pause-state.ts'
import { closeStayAtEnd } from './queue-stay.ts'
import { recordAutomated, recordingSettled, stopRecording } from './recording.ts'
import { dropLeg, silence, startRun, stopRun } from './run.ts'
import { dismissListeners, stopListening } from './stop-listening.ts'
import { endHold } from './talking.ts'
import { dropThirdParty } from './third-party-call.ts'
import { transcriptSettled } from './transcript.ts'

/** Hangs up on the customer. What follows comes with the end of the leg, or at once if it is gone. */
export function disconnect(world: World, contact: Contact, reason: DisconnectReason): void {
  // Present or only being rung.
  // The leg of an agent who asks somebody in is not ours to hang up on.
  const isCustomers = contact.asksFor === undefined && world.legs.has(contact.customerLegId)
  if (isVoice(contact) && isCustomers) {
    world.effect({ type: 'leg.hangUp', node: contact.node, legId: contact.customerLegId })
  }
  endContact(world, contact, reason)
}

/** The customer is gone, or about to be: everything that held the contact lets go. */
export function endContact(world: World, contact: Contact, reason: DisconnectReason): void {
  if (contact.stage.name === 'ended') return
  contact.disconnectReason = reason
  contact.disconnectedAt = world.now
  countEnd(world, contact)
  noteHandedOn(world, contact)
  closeStayAtEnd(world, contact, reason)
  leaveQueue(world, contact)
  agentLeaves(world, contact)
  stopListening(world, contact)
  giveAgentBack(world, contact)
  stopRun(world, contact, 'customer')
  dropThirdParty(world, contact)
  endParties(world, contact)
  stopRecording(world, contact)
  contact.stage = { name: 'ended' }
  world.legs.delete(contact.customerLegId)
  contact.customerPresent = false
  endChat(world, contact)
  contactEvent(world, contact, 'DISCONNECTED')
  finish(world, contact)
}

function countEnd(world: World, contact: Contact): void {
  const { name } = contact.stage
  const waited = name === 'queued' || name === 'offered' || name === 'joining'
  if (!waited) return
  world.counters.contacts_abandoned++
  contact.abandoned = true
}

/**
 * The agent's part is over: the leg is dropped, after-contact work begins. Done once, whoever
 * ended it.
 */
export function agentLeaves(world: World, contact: Contact): void {
  const { stage } = contact
  if (stage.name !== 'connected' && stage.name !== 'joining' && stage.name !== 'reaching') return
  stopRun(world, contact, 'agent')
  // Who is passed on meanwhile has not been lost on hold.
  const isOnHold = stage.name === 'connected' && stage.onHold && !contact.handedOn
  if (contact.handling && isOnHold) {
    contact.handling.leftOnHold = true
  }
  endHold(world, contact)
  stopRecording(world, contact)
  dismissListeners(world, contact)
  if (isVoice(contact)) {
    world.effect({ type: 'mix.set', node: contact.node, mixId: contact.contactId, members: [] })
  }
  endPause(world, contact)
  stopWatchingQuiet(contact)
  agentLeavesChat(world, contact)
  const agent = world.agents.get(stage.agentId)
  const held = agent && findContact(agent, contact.contactId)
  if (!agent || !held) return
  dropLeg(world, contact, held.legId)
  endGuide(world, contact)
  if (contact.hooks.DisconnectAgentUI) {
    const { contactId } = contact
    world.signals.push({ type: 'guide.due', contactId, hook: 'DisconnectAgentUI' })
  }
  held.state = 'ENDED'
  held.since = world.now
  updateIdle(world, agent)
  if (contact.handling) contact.handling.leftAt = world.now
  const user = world.directory.get('agent', agent.agentId)
  const isCallback = contact.initiationMethod === 'CALLBACK'
  const limit = afterContactWorkLimit(user, contact.channel, isCallback)
  if (limit !== undefined) {
    held.until = world.now + seconds(limit)
    world.wakeAgent(agent.agentId, held.until)
  } else held.until = undefined
  world.agentChanged(agent.agentId)
}

/** The agent has hung up or is lost; the customer goes on to the disconnect flow, or is hung up on. */
export function agentGone(
  world: World,
  contact: Contact,
  agent: Agent,
  reason: DisconnectReason,
): boolean {
  const { stage } = contact
  // An agent who missed this contact earlier may still have it on the screen.
  if (stage.name !== 'connected' || stage.agentId !== agent.agentId) return false
  agentLeaves(world, contact)
  // Nobody is needed any more who was asked in and has not come.
  if (!isVoice(contact)) endParties(world, contact)
  const isAsked = contact.asksFor !== undefined
  contact.leftBecause = reason
  if (isAsked || !remain(world, contact)) disconnect(world, contact, reason)
  return true
}

/** The customer goes on without the agent, if the contact's flow has chosen one for that. */
export function remain(world: World, contact: Contact): boolean {
  const { flowId, disabled } = contact.hooks.CustomerRemaining ?? {}
  if (flowId === undefined || disabled) return false
  const legId = contact.customerLegId
  stopRun(world, contact, 'customer')
  silence(world, contact, legId)
  contact.stage = { name: 'flow' }
  recordAutomated(world, contact)
  return startRun(world, contact, { role: 'customer', legId, flowId })
}

/** The guide of the agent's contact is over with what it was for. */
function endGuide(world: World, contact: Contact): void {
  const guide = world.contacts.get(contact.guideId ?? '')
  delete contact.guideId
  if (guide) disconnect(world, guide, 'OTHER')
}

/** After-contact work is done. */
export function afterContactWorkDone(world: World, contact: Contact): void {
  const { handling, targetQueueId } = contact
  if (handling) {
    handling.afterContactWorkEndedAt = world.now
    if (targetQueueId !== undefined) {
      noteHandled(world, targetQueueId, world.now - handling.connectedAt)
    }
  }
  finish(world, contact)
}

/** Writes the final record and forgets the contact, when nothing is left to be done about it. */
export function finish(world: World, contact: Contact): boolean {
  if (contact.stage.name !== 'ended') return false
  if (world.contacts.get(contact.contactId) !== contact) return true
  const agent = contact.handling && world.agents.get(contact.handling.agentId)
  if (agent && findContact(agent, contact.contactId)) return false
  if (!recordingSettled(world, contact) || !transcriptSettled(world, contact)) return false
  endGuide(world, contact)
  world.contacts.delete(contact.contactId)
  if (world.conversations.get(contact.initialContactId) === contact.contactId) {
    world.conversations.delete(contact.initialContactId)
  }
  forgetCallback(world, contact)
  world.counters.contacts_completed++
  if (!world.keepsHistory) return true
  contactEvent(world, contact, 'COMPLETED')
  contactOver(world, contact)
  world.event({ type: 'contact.record', row: contactRow(world, contact, true) })
  return true
}
