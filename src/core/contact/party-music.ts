// What those hear who wait in a call of several: a party on hold, and an agent with nobody to talk to.
import { findContact } from '../agent/availability.ts'
import type { World } from '../world.ts'
import type { Contact, Party } from './contact.ts'
import { startHookedRun } from './hook.ts'
import { playLoop } from './legs.ts'
import { listenersOf } from './listeners.ts'
import { legOfParty, partiesOf } from './party.ts'
import { silence, stopRun } from './run.ts'

/** Puts a party on hold, or takes it off. Parties have no flow of their own: they hear the instance's music. */
export function holdOne(world: World, root: Contact, party: Party, onHold: boolean): void {
  if (party.onHold === onHold) return
  party.onHold = onHold
  const legId = legOfParty(world, party)
  if (legId === undefined) return
  if (onHold) playMusic(world, root, legId)
  else silence(world, root, legId)
}

function playMusic(world: World, root: Contact, legId: string): void {
  const location = world.directory.named('prompt', 'HoldMusic')?.document.Location
  if (location !== undefined) playLoop(world, root, legId, { type: 'audio', location })
}

/** An agent whose customer is on hold hears the hold flow as long as there is nobody else to hear. */
export function entertainAgent(world: World, root: Contact): void {
  const { stage, contactId } = root
  if (stage.name !== 'connected') return
  const agent = world.agents.get(stage.agentId)
  const held = agent && findContact(agent, contactId)
  if (!held) return
  const isAlone =
    stage.onHold && partiesOf(root).every(({ onHold }) => onHold) && !isSpokenTo(world, root)
  if (!isAlone && root.agentRun) {
    stopRun(world, root, 'agent')
    silence(world, root, held.legId)
  } else if (isAlone && !root.agentRun) {
    startHookedRun(world, root, 'AgentHold', { role: 'agent', legId: held.legId })
  }
}

/** By a supervisor who whispers, or has barged in. */
function isSpokenTo(world: World, root: Contact): boolean {
  return listenersOf(world, [root]).some(({ monitors }) => monitors.heardBy !== undefined)
}
