// A user is deleted while at work. Whoever talks to that agent is let go as if the agent hung up.
import { afterContactWorkDone, finish } from '../contact/ending.ts'
import { agentLeftWhisper } from '../contact/joining.ts'
import { leaveTalk } from '../contact/leave-talk.ts'
import { reject } from '../contact/offering.ts'
import { agentLeftReaching } from '../contact/reaching.ts'
import type { World } from '../world.ts'
import { endStretch } from './agent-stretch.ts'
import { forgetIdle } from './availability.ts'

export function dropAgent(world: World, agentId: string): void {
  const agent = world.agents.get(agentId)
  if (!agent) return
  for (const { contactId } of [...agent.contacts]) {
    const contact = world.contacts.get(contactId)
    if (!contact) continue
    const letGo =
      reject(world, contact, agent) ||
      agentLeftReaching(world, contact, agent, 'AGENT_DISCONNECT') ||
      agentLeftWhisper(world, contact, agent)
    if (!letGo) leaveTalk(world, contact, agent, 'AGENT_DISCONNECT')
  }
  forgetIdle(world, agent)
  world.router.forgetAgent(agentId)
  endStretch(world, agent)
  world.agents.delete(agentId)
  world.live.agentChanged(agentId)
  world.agentSnapshots.delete(agentId)
  world.agentConfigurations.delete(agentId)
  for (const { contactId } of agent.contacts) {
    const contact = world.contacts.get(contactId)
    if (contact?.handling?.agentId === agentId) afterContactWorkDone(world, contact)
    else if (contact) finish(world, contact)
  }
}
