// Whether an agent's phone can be rung. Whoever cannot be reached is offered nothing, and what was
// being offered goes to somebody else at once.
import { loseOffer } from '../contact/offering.ts'
import type { World } from '../world.ts'
import type { Agent } from './agent.ts'
import { updateIdle } from './availability.ts'

/** Why a phone cannot be rung: the agent's page is closed, its audio is gone, or the desk phone is not registered. */
export type Unreachable = 'noPage' | 'noAudio' | 'noDeskPhone'

export function setReachable(
  world: World,
  agent: Agent,
  { reachable, because }: { readonly reachable: boolean; readonly because?: Unreachable },
): void {
  if (agent.reachable === reachable && agent.unreachableBecause === because) return
  agent.reachable = reachable
  if (because === undefined || reachable) delete agent.unreachableBecause
  else agent.unreachableBecause = because
  if (!reachable) {
    for (const { contactId } of [...agent.contacts]) {
      const contact = world.contacts.get(contactId)
      if (contact) loseOffer(world, contact, agent)
    }
  }
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}
