// Agent and customer are brought together: the agent's whisper first, while the customer still
// hears the queue, then the customer's, then the talk. FLOW_LANGUAGE §5 "Whisper order".
import type { Agent, AgentContact } from '../agent/agent.ts'
import { findContact, updateIdle } from '../agent/availability.ts'
import { minutes } from '../instant.ts'
import { removeWaiting } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { startHookedRun } from './hook.ts'
import { noteTaken } from './queue-stay.ts'
import { requeue } from './queueing.ts'
import { reach } from './reach.ts'
import { dropLeg, silence, stopRun } from './run.ts'
import { connect } from './talking.ts'

/** Whispers may not take longer than this, both together. */
const WHISPER_LIMIT_MS = minutes(2)

export function join(world: World, contact: Contact, agent: Agent, held: AgentContact): void {
  if (contact.stage.name !== 'offered') return
  const { queueId } = contact.stage
  removeWaiting(world, queueId, contact.contactId)
  contact.dequeuedAt = world.now
  noteTaken(world, contact, agent)
  stopRun(world, contact, 'customer')
  const until = world.now + WHISPER_LIMIT_MS
  held.until = undefined
  held.since = world.now
  // From now on a callback is the agent's work, and no offer that lapses. To others nothing shows yet.
  world.live.agentChanged(agent.agentId)
  contact.stage = { name: 'joining', queueId, agentId: agent.agentId, whisper: 'agent', until }
  world.wakeContact(contact.contactId, until)
  const whispers = startHookedRun(world, contact, 'AgentWhisper', {
    role: 'agent',
    legId: held.legId,
  })
  if (!whispers) whisperEnded(world, contact)
}

/** One whisper is over, or there was none: on to the next thing. */
export function whisperEnded(world: World, contact: Contact): void {
  const { stage } = contact
  if (stage.name !== 'joining') return
  if (stage.whisper === 'customer') return connect(world, contact)
  const agent = world.agents.get(stage.agentId)
  if (agent && contact.outbound && !contact.customerPresent) {
    return reach(world, contact, agent, stage.queueId)
  }
  contact.stage = { ...stage, whisper: 'customer' }
  silence(world, contact, contact.customerLegId)
  const whispers = startHookedRun(world, contact, 'CustomerWhisper', {
    role: 'customer',
    legId: contact.customerLegId,
  })
  if (!whispers) connect(world, contact)
}

/** The agent hangs up while the whisper plays: the contact goes back to its place in the queue. */
export function agentLeftWhisper(world: World, contact: Contact, agent: Agent): boolean {
  const held = findContact(agent, contact.contactId)
  const { stage } = contact
  // An agent who rejected this contact earlier may still have it on the screen.
  if (stage.name !== 'joining' || stage.agentId !== agent.agentId || !held) return false
  held.state = 'REJECTED'
  held.since = world.now
  updateIdle(world, agent)
  stopRun(world, contact, 'agent')
  stopRun(world, contact, 'customer')
  silence(world, contact, contact.customerLegId)
  dropLeg(world, contact, held.legId)
  contact.missedOffers++
  requeue(world, contact, stage.queueId)
  startHookedRun(world, contact, 'CustomerQueue', {
    role: 'customer',
    legId: contact.customerLegId,
  })
  world.agentChanged(agent.agentId)
  return true
}

/** A whisper that will not end is cut off. */
export function whisperDue(world: World, contact: Contact): void {
  if (contact.stage.name !== 'joining' || contact.stage.until > world.now) return
  stopRun(world, contact, 'agent')
  stopRun(world, contact, 'customer')
  if (contact.customerPresent) connect(world, contact)
  else whisperEnded(world, contact)
}
