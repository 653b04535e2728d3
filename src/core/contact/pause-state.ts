// Whether a task is paused, who has it then, and what its pauses come to.
import { findContact, hasRoomFor, updateIdle } from '../agent/availability.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { placeInQueue } from './place-in-queue.ts'

/** The agent who is connected to the contact. */
export function holderOf(world: World, { stage, contactId }: Contact) {
  const agent = stage.name === 'connected' ? world.agents.get(stage.agentId) : undefined
  const held = agent && findContact(agent, contactId)
  return agent && held && { agent, held }
}

/** Is it paused, and is there room for it? */
export function mayResume(world: World, contact: Contact): boolean {
  if (contact.task?.pausedAt === undefined) return false
  const holder = holderOf(world, contact)
  return !holder || hasRoomFor(world, holder.agent, contact.channel)
}

/** Goes on with a paused task, if that may be. */
export function takeUp(world: World, contact: Contact): boolean {
  if (!mayResume(world, contact)) return false
  const holder = holderOf(world, contact)
  endPause(world, contact)
  if (holder) {
    holder.held.state = 'CONNECTED'
    holder.held.since = world.now
    updateIdle(world, holder.agent)
    world.agentChanged(holder.agent.agentId)
  } else if (contact.stage.name === 'queued') {
    placeInQueue(world, contact, contact.stage.queueId)
  }
  contactEvent(world, contact, 'RESUMED')
  return true
}

/** Adds the pause that goes on now, if one does, to the sum. */
export function endPause(world: World, contact: Contact): void {
  const { task } = contact
  if (task?.pausedAt === undefined) return
  task.pausedMs += world.now - task.pausedAt
  task.lastResumedAt = world.now
  delete task.pausedAt
}
