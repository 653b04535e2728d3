// Whether an agent can be offered a contact now, and what follows when that changes.
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import type { Agent, AgentContact } from './agent.ts'
import { isFailed } from './agent.ts'

export function findContact(agent: Agent, contactId: string): AgentContact | undefined {
  return agent.contacts.find(each => each.contactId === contactId)
}

/** Tells the router whether the agent is idle, and since when. Call it after anything that may matter. */
export function updateIdle(world: World, agent: Agent, since: Instant = world.now): void {
  if (!mayTakeContact(world, agent)) {
    if (agent.idleSince === undefined) return
    delete agent.idleSince
    world.router.removeIdle(agent.agentId, 'VOICE')
    return
  }
  if (agent.idleSince !== undefined) return
  agent.idleSince = since
  tellRouter(world, agent, since)
}

/** Says again what the router was told, after a change of routing profile. */
export function repeatIdle(world: World, agent: Agent): void {
  if (agent.idleSince !== undefined) tellRouter(world, agent, agent.idleSince)
}

function tellRouter(world: World, agent: Agent, idleSince: Instant): void {
  const user = world.directory.get('agent', agent.agentId)
  if (!user) return
  const { agentId } = agent
  world.router.setIdle({
    agentId,
    routingProfileId: user.RoutingProfileId,
    channel: 'VOICE',
    idleSince,
  })
}

function mayTakeContact(world: World, agent: Agent): boolean {
  const status = world.directory.get('agent-state', agent.statusId)
  return (
    status?.Type === 'ROUTABLE' &&
    agent.reachable &&
    agent.contacts.length === 0 &&
    agent.nextStatusId === undefined
  )
}

/** The agent is done with a contact. The last one gone, a chosen next status begins. */
export function releaseContact(
  world: World,
  agent: Agent,
  contactId: string,
  idleSince: Instant = world.now,
): void {
  agent.contacts = agent.contacts.filter(each => each.contactId !== contactId)
  if (agent.contacts.length === 0 && agent.nextStatusId !== undefined) {
    takeStatus(world, agent, agent.nextStatusId)
  }
  updateIdle(world, agent, idleSince)
  world.agentChanged(agent.agentId)
}

/** The agent chose a status: at once when free, else after the contact in hand. */
export function chooseStatus(world: World, agent: Agent, statusId: string): void {
  // Choosing a status puts away what was missed: nothing else goes on there.
  agent.contacts = agent.contacts.filter(each => !isFailed(each))
  if (agent.contacts.length > 0) {
    if (statusId === agent.statusId) delete agent.nextStatusId
    else agent.nextStatusId = statusId
  } else takeStatus(world, agent, statusId)
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}

function takeStatus(world: World, agent: Agent, statusId: string): void {
  delete agent.nextStatusId
  if (statusId === agent.statusId) return
  agent.statusId = statusId
  agent.statusSince = world.now
}
