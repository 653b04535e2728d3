// Whether an agent's phone can be rung, and whether somebody sees the page. Calls are offered to those
// whose phone can be rung, chats and tasks to those who are at their page; what was being offered to
// somebody else goes on at once.
import { loseOffer } from '../contact/offering.ts'
import type { World } from '../world.ts'
import { type Agent, isReachableOn } from './agent.ts'
import { updateIdle } from './availability.ts'

/** Why a phone cannot be rung: the agent's page is closed, its audio is gone, or the desk phone is not registered. */
export type Unreachable = 'noPage' | 'noAudio' | 'noDeskPhone'

export interface Reachability {
  readonly reachable: boolean
  readonly because?: Unreachable
  /** The agent's page is open; like `reachable` when absent. */
  readonly atPage?: boolean
}

export function setReachable(
  world: World,
  agent: Agent,
  { reachable, because, atPage = reachable }: Reachability,
): void {
  const isKnown = agent.reachable === reachable && agent.unreachableBecause === because
  if (isKnown && (agent.atPage ?? agent.reachable) === atPage) return
  agent.reachable = reachable
  if (atPage === reachable) agent.atPage = undefined
  else agent.atPage = atPage
  if (because === undefined || reachable) agent.unreachableBecause = undefined
  else agent.unreachableBecause = because
  for (const { contactId, channel } of [...agent.contacts]) {
    const contact = world.contacts.get(contactId)
    if (contact && !isReachableOn(agent, channel)) loseOffer(world, contact, agent)
  }
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}
