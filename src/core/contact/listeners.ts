// Supervisors who listen to a call, each by a contact of their own. Who hears whom:
//
//   a supervisor who …   hears       is heard by     is recorded   is shown to
//   listens              everybody   nobody          never         nobody
//   whispers             everybody   the own agent   never         that agent
//   barges in            everybody   everybody       as an agent   everybody
//
// "Everybody" are those who talk: who is on hold, or aside, neither hears nor is heard.
import type { AgentContact } from '../agent/agent.ts'
import { findContact } from '../agent/availability.ts'
import type { MixMember } from '../effect.ts'
import type { World } from '../world.ts'
import type { Contact, Monitoring } from './contact.ts'

/** A supervisor whose phone is up. */
interface Listener {
  readonly monitor: Contact
  readonly monitors: Monitoring
  readonly held: AgentContact
}

/** Supervisors who listen to any of these contacts. */
export function listenersOf(world: World, contacts: readonly Contact[]): readonly Listener[] {
  return contacts
    .flatMap(({ listeners = [] }) => listeners)
    .flatMap(id => listenerBy(world, world.contacts.get(id)))
}

function listenerBy(world: World, monitor: Contact | undefined): readonly Listener[] {
  if (!monitor?.monitors || !('agentId' in monitor.stage)) return []
  const agent = world.agents.get(monitor.stage.agentId)
  const held = agent && findContact(agent, monitor.contactId)
  return held?.legReady ? [{ monitor, monitors: monitor.monitors, held }] : []
}

/** Their part in the mix of the call. @param legOf the leg of the agent who has a contact. */
export function listeningMembers(
  world: World,
  contacts: readonly Contact[],
  legOf: (contact: Contact) => string | undefined,
): readonly MixMember[] {
  return contacts.flatMap(contact =>
    listenersOf(world, [contact]).map(({ held, monitors }) => {
      const { legId, muted } = held
      if (monitors.heardBy === 'all') return { legId, muted }
      if (monitors.heardBy === undefined) return { legId, muted: true }
      return { legId, muted, heardBy: [legOf(contact) ?? ''] }
    }),
  )
}

/** Those who have barged in: they take part like an agent. */
export function bargingIn(world: World, contacts: readonly Contact[]): readonly Listener[] {
  return listenersOf(world, contacts).filter(({ monitors }) => monitors.heardBy === 'all')
}
