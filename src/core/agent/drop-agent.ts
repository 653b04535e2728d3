// A user is deleted while at work. Whoever talks to that agent is let go as if the agent hung up.
import { agentGone, finish } from '../contact/ending.ts'
import { agentLeftWhisper } from '../contact/joining.ts'
import { reject } from '../contact/offering.ts'
import type { World } from '../world.ts'

export function dropAgent(world: World, agentId: string): void {
  const agent = world.agents.get(agentId)
  if (!agent) return
  for (const { contactId } of [...agent.contacts]) {
    const contact = world.contacts.get(contactId)
    if (!contact) continue
    const let_go = reject(world, contact, agent) || agentLeftWhisper(world, contact, agent)
    if (!let_go) agentGone(world, contact, 'AGENT_DISCONNECT')
  }
  if (agent.idleSince !== undefined) world.router.removeIdle(agentId, 'VOICE')
  world.agents.delete(agentId)
  world.agentSnapshots.delete(agentId)
  for (const { contactId } of agent.contacts) {
    const contact = world.contacts.get(contactId)
    if (contact) finish(world, contact)
  }
}
