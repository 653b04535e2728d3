// What becomes of an agent's own leg: it comes up, and it ends.
import type { Agent } from '../agent/agent.ts'
import type { LegEnd } from '../input.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { agentLeftWhisper } from './joining.ts'
import { leaveTalk } from './leave-talk.ts'
import { listenerAnswered } from './monitor-call.ts'
import { agentLegReady, offeredLegEnded } from './offering.ts'
import { agentLeftReaching, diallingAgentReady } from './reaching.ts'

/** The agent's own phone is up: for an offer, for a call of the agent's, or to listen to another's. */
export function agentLegUp(world: World, contact: Contact, agent: Agent): void {
  if (listenerAnswered(world, contact, agent)) return
  if (contact.stage.name === 'reaching') diallingAgentReady(world, contact, agent)
  else agentLegReady(world, contact, agent)
}

export function agentLegEnded(
  world: World,
  contact: Contact,
  agent: Agent,
  { legId, why }: { readonly legId: string; readonly why: LegEnd },
): void {
  world.legs.delete(legId)
  if (contact.stage.name === 'offered') return offeredLegEnded(world, contact, agent, why)
  const reason = why === 'hungUp' ? 'AGENT_DISCONNECT' : 'TELECOM_PROBLEM'
  if (agentLeftReaching(world, contact, agent, reason)) return
  if (agentLeftWhisper(world, contact, agent)) return
  leaveTalk(world, contact, agent, reason)
}
