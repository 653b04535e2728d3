// A contact by which a supervisor looks on or listens is over: nothing is left to be done after it.
import { findContact, releaseContact } from '../agent/availability.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** The supervisor is free, and the call goes on without. */
export function stopListening(world: World, { monitors, contactId, stage }: Contact): void {
  if (!monitors) return
  if (monitors.by) monitors.by.leftAt ??= world.now
  const agent = 'agentId' in stage ? world.agents.get(stage.agentId) : undefined
  if (agent && findContact(agent, contactId)) releaseContact(world, agent, contactId)
  const watched = world.contacts.get(monitors.contactId)
  if (!watched?.listeners) return
  watched.listeners = watched.listeners.filter(id => id !== contactId)
  const wasHeard = monitors.heardBy !== undefined
  world.signals.push({ type: 'listener.gone', contactId: watched.contactId, wasHeard })
}

/** Who has the call leaves it: nobody listens any more. */
export function dismissListeners(world: World, { listeners = [] }: Contact): void {
  for (const contactId of listeners) world.signals.push({ type: 'watched.over', contactId })
}
