// Customer and agent talk: who hears whom, hold, mute, and what is recorded meanwhile.
import type { Agent } from '../agent/agent.ts'
import { findContact } from '../agent/availability.ts'
import type { World } from '../world.ts'
import { agentJoinsChat } from './chat.ts'
import { watchQuiet } from './chat-timers.ts'
import { type Contact, isVoice } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { startHookedRun } from './hook.ts'
import { legsOutside, noteJoined, rootOf, setMix } from './party.ts'
import { entertainAgent } from './party-music.ts'
import { closeStay } from './queue-stay.ts'
import { startRecording, updateRecording } from './recording.ts'
import { silence, stopRun } from './run.ts'

/** The talk begins. */
export function connect(world: World, contact: Contact): void {
  if (contact.stage.name !== 'joining') return
  const { queueId, agentId } = contact.stage
  const agent = world.agents.get(agentId)
  const held = agent && findContact(agent, contact.contactId)
  if (!agent || !held) return
  held.state = 'CONNECTED'
  held.since = world.now
  held.connectedAt = world.now
  contact.stage = { name: 'connected', queueId, agentId, onHold: false }
  const user = world.directory.get('agent', agentId)
  contact.handling = {
    agentId,
    username: user?.Username ?? '',
    legId: held.legId,
    connectedAt: world.now,
    routingProfileId: user?.RoutingProfileId ?? '',
    holdCount: 0,
    holdMs: 0,
    longestHoldMs: 0,
  }
  world.counters.contacts_connected_to_agent++
  closeStay(world, contact, 'handled')
  silence(world, contact, contact.customerLegId)
  silence(world, contact, held.legId)
  noteJoined(world, contact)
  setMix(world, contact)
  if (contact.asksFor === undefined) startRecording(world, contact)
  else updateRecording(world, rootOf(world, contact))
  agentJoinsChat(world, contact, agentId)
  watchQuiet(world, contact)
  world.agentChanged(agentId)
  contactEvent(world, contact, 'CONNECTED_TO_AGENT')
  if (contact.hooks.DefaultAgentUI) {
    const { contactId } = contact
    world.signals.push({ type: 'guide.due', contactId, hook: 'DefaultAgentUI' })
  }
}

export function hold(world: World, contact: Contact, agent: Agent): boolean {
  const held = findContact(agent, contact.contactId)
  const { stage, handling } = contact
  if (held?.state !== 'CONNECTED' || stage.name !== 'connected' || !handling) return false
  // Nobody hears anything of a chat or a task; a task can be paused instead.
  if (!isVoice(contact)) return false
  held.state = 'CONNECTED_ONHOLD'
  held.since = world.now
  contact.stage = { ...stage, onHold: true }
  handling.holdCount++
  handling.holdSince = world.now
  setMix(world, contact)
  updateRecording(world, rootOf(world, contact))
  // Who was asked in goes aside alone.
  if (contact.asksFor === undefined) {
    startHookedRun(world, contact, 'CustomerHold', {
      role: 'customer',
      legId: contact.customerLegId,
    })
  }
  entertainAgent(world, contact)
  world.agentChanged(agent.agentId)
  return true
}

export function resumeTalk(world: World, contact: Contact, agent: Agent): boolean {
  const held = findContact(agent, contact.contactId)
  const { stage } = contact
  if (held?.state !== 'CONNECTED_ONHOLD' || stage.name !== 'connected') return false
  held.state = 'CONNECTED'
  held.since = world.now
  contact.stage = { ...stage, onHold: false }
  endHold(world, contact)
  stopRun(world, contact, 'agent')
  silence(world, contact, held.legId)
  if (contact.asksFor === undefined) {
    stopRun(world, contact, 'customer')
    silence(world, contact, contact.customerLegId)
  }
  setMix(world, contact)
  updateRecording(world, rootOf(world, contact))
  world.agentChanged(agent.agentId)
  return true
}

/** Adds the hold that goes on now, if one does, to the sums. */
export function endHold(world: World, contact: Contact): void {
  const { handling } = contact
  if (handling?.holdSince === undefined) return
  const heldMs = world.now - handling.holdSince
  handling.holdMs += heldMs
  handling.longestHoldMs = Math.max(handling.longestHoldMs, heldMs)
  handling.holdSince = undefined
}

export function mute(world: World, contact: Contact, agent: Agent, muted: boolean): boolean {
  const held = findContact(agent, contact.contactId)
  if (!held || (held.state !== 'CONNECTED' && held.state !== 'CONNECTED_ONHOLD')) return false
  if (!isVoice(contact)) return false
  held.muted = muted
  setMix(world, contact)
  updateRecording(world, rootOf(world, contact))
  world.agentChanged(agent.agentId)
  return true
}

/** Sends digits of the agent's keypad to all who hear the agent. */
export function sendDigits(world: World, contact: Contact, agent: Agent, digits: string): boolean {
  const held = findContact(agent, contact.contactId)
  const isTalking = held?.state === 'CONNECTED' || held?.state === 'CONNECTED_ONHOLD'
  if (!isTalking || !isVoice(contact)) return false
  const root = rootOf(world, contact)
  const legs = legsOutside(root)
  const { node } = root
  for (const legId of legs) world.effect({ type: 'leg.sendDigits', node, legId, digits })
  return legs.length > 0
}
