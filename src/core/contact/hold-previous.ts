import { findContact } from '../agent/availability.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { hold, resumeTalk } from './talking.ts'

/** Holds the talk that this contact was made from, or lets it go on. */
export function holdPrevious(world: World, contact: Contact, onHold: boolean): void {
  const previous = world.contacts.get(contact.previousContactId ?? '')
  if (previous?.stage.name !== 'connected') return
  const agent = world.agents.get(previous.stage.agentId)
  if (!agent || !findContact(agent, previous.contactId)) return
  if (onHold) hold(world, previous, agent)
  else resumeTalk(world, previous, agent)
}
