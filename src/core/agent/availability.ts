// Whether an agent can be offered a contact now, and what follows when that changes.
import type { Channel } from '../contact/contact.ts'
import type { MediaConcurrency } from '../directory/document.ts'
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import type { Agent, AgentContact } from './agent.ts'
import { isFailed, isReachableOn } from './agent.ts'

/** Contacts that do not come to an agent in turn. */
const BEGUN_BY_OURSELVES: ReadonlySet<string | undefined> = new Set(['OUTBOUND', 'MONITOR'])
const CHANNELS: readonly Channel[] = ['VOICE', 'CHAT', 'TASK', 'EMAIL']

export function findContact(agent: Agent, contactId: string): AgentContact | undefined {
  return agent.contacts.find(each => each.contactId === contactId)
}

/**
 * Tells the router on which channels the agent is idle, and since when. Call it after anything that
 * may matter.
 */
export function updateIdle(world: World, agent: Agent, since: Instant = world.now): void {
  const open = isAtWork(world, agent)
  const concurrencies = open ? concurrenciesOf(world, agent) : []
  for (const channel of CHANNELS) {
    const idle = agent.idle[channel] !== undefined
    const may = open && isReachableOn(agent, channel) && hasRoom(agent, channel, concurrencies)
    if (may && !idle) {
      agent.idle[channel] = since
      tellRouter(world, agent, channel, since)
    } else if (idle && !may) {
      agent.idle[channel] = undefined
      world.router.removeIdle(agent.agentId, channel)
    }
  }
}

/** Says again what the router was told, after a change of routing profile. */
export function repeatIdle(world: World, agent: Agent): void {
  for (const channel of CHANNELS) {
    const since = agent.idle[channel]
    if (since !== undefined) tellRouter(world, agent, channel, since)
  }
}

/** The router has no more of the agent: one who is gone, or has been matched on that channel. */
export function forgetIdle(world: World, agent: Agent, channels: readonly Channel[] = CHANNELS) {
  for (const channel of channels) {
    if (agent.idle[channel] === undefined) continue
    agent.idle[channel] = undefined
    world.router.removeIdle(agent.agentId, channel)
  }
}

function tellRouter(world: World, agent: Agent, channel: Channel, idleSince: Instant): void {
  const user = world.directory.get('agent', agent.agentId)
  if (!user) return
  const { agentId } = agent
  const { RoutingProfileId: routingProfileId } = user
  const turn = turnsByInbound(world, agent) ? (agent.inboundAt ?? idleSince) : idleSince
  world.router.setIdle({ agentId, routingProfileId, channel, idleSince: turn })
}

/** Does whoever had no inbound contact for longest come first, whatever breaks and calls of their own there were? */
function turnsByInbound(world: World, { agentId }: Agent): boolean {
  const profileId = world.directory.get('agent', agentId)?.RoutingProfileId ?? ''
  const profile = world.directory.get('routing-profile', profileId)
  return profile?.AgentAvailabilityTimer === 'TIME_SINCE_LAST_INBOUND'
}

/** Nothing is offered to one who has missed something and not put it away, or is kept for a callback. */
function isAtWork(world: World, agent: Agent): boolean {
  return hasChosenToWork(world, agent) && !agent.keptFor && !agent.contacts.some(isFailed)
}

/** Has the agent chosen to be offered contacts, and can be reached for those of a channel? */
export function takesContacts(world: World, agent: Agent, channel: Channel): boolean {
  return isReachableOn(agent, channel) && hasChosenToWork(world, agent)
}

function hasChosenToWork(world: World, agent: Agent): boolean {
  return (
    agent.nextStatusId === undefined &&
    world.directory.get('agent-state', agent.statusId)?.Type === 'ROUTABLE'
  )
}

function concurrenciesOf(world: World, agent: Agent): readonly MediaConcurrency[] {
  const profileId = world.directory.get('agent', agent.agentId)?.RoutingProfileId ?? ''
  return world.directory.get('routing-profile', profileId)?.MediaConcurrencies ?? []
}

/** May the agent resume a contact of the channel, or be handed one, beside those in hand? */
export function hasRoomFor(world: World, agent: Agent, channel: Channel): boolean {
  return hasRoom(agent, channel, concurrenciesOf(world, agent))
}

/**
 * Fewer of the channel in hand than the routing profile allows, and nothing in hand that keeps other
 * channels away. A contact holds its slot until its after-contact work is done; a paused one holds none.
 */
function hasRoom(
  agent: Agent,
  channel: Channel,
  concurrencies: readonly MediaConcurrency[],
): boolean {
  return roomFor(agent, channel, concurrencies) > 0
}

function roomFor(
  agent: Agent,
  channel: string,
  concurrencies: readonly MediaConcurrency[],
): number {
  const slots = concurrencies.find(each => each.Channel === channel)?.Concurrency ?? 0
  let count = 0
  for (const held of agent.contacts) {
    if (held.state === 'PAUSED') continue
    if (held.channel === channel) count++
    else if (!sharesAgent(held.channel, concurrencies)) return 0
  }
  return Math.max(slots - count, 0)
}

/** How many more contacts of each channel the agent could be offered now. */
export function freeSlots(world: World, agent: Agent): Readonly<Record<string, number>> {
  const concurrencies = concurrenciesOf(world, agent)
  const open = isAtWork(world, agent)
  return Object.fromEntries(
    concurrencies.map(({ Channel }) => [
      Channel,
      open && isReachableOn(agent, Channel) ? roomFor(agent, Channel, concurrencies) : 0,
    ]),
  )
}

function sharesAgent(channel: Channel, concurrencies: readonly MediaConcurrency[]): boolean {
  const behavior = concurrencies.find(each => each.Channel === channel)?.CrossChannelBehavior
  return behavior?.BehaviorType === 'ROUTE_ANY_CHANNEL'
}

/** The agent is done with a contact. The last one gone, a chosen next status begins. What was only offered leaves no trace. */
export function releaseContact(
  world: World,
  agent: Agent,
  contactId: string,
  withdrawn?: AgentContact,
): void {
  const held = findContact(agent, contactId)
  if (!BEGUN_BY_OURSELVES.has(held?.initiationMethod)) agent.inboundAt = world.now
  agent.contacts = agent.contacts.filter(each => each.contactId !== contactId)
  if (agent.contacts.length === 0 && agent.nextStatusId !== undefined) {
    takeStatus(world, agent, agent.nextStatusId)
  }
  if (withdrawn) giveTurnBack(world, agent, withdrawn)
  else updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}

/** The agent is offered a contact: who has room for more stands at the end of the line again. */
export function takeTurn(world: World, agent: Agent, channel: Channel): void {
  agent.inboundAt = world.now
  forgetIdle(world, agent, [channel])
  updateIdle(world, agent)
  if (turnsByInbound(world, agent)) repeatIdle(world, agent)
}

/** Nothing came of an offer, through no fault of the agent's: the place in line is the one of before. */
function giveTurnBack(world: World, agent: Agent, withdrawn: AgentContact): void {
  const { channel, idleSince, inboundBefore } = withdrawn
  if (inboundBefore === undefined) agent.inboundAt = undefined
  else agent.inboundAt = inboundBefore
  updateIdle(world, agent, idleSince)
  if (agent.idle[channel] !== undefined) agent.idle[channel] = idleSince
  repeatIdle(world, agent)
}

/** The agent chose a status: at once when free, else after the contact in hand. */
export function chooseStatus(world: World, agent: Agent, statusId: string): void {
  // Choosing a status puts away what was missed: nothing else goes on there.
  agent.contacts = agent.contacts.filter(each => !isFailed(each))
  if (agent.contacts.length > 0) {
    if (statusId === agent.statusId) agent.nextStatusId = undefined
    else agent.nextStatusId = statusId
  } else takeStatus(world, agent, statusId)
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}

function takeStatus(world: World, agent: Agent, statusId: string): void {
  agent.nextStatusId = undefined
  if (statusId === agent.statusId) return
  // A new shift begins with nothing behind it.
  if (statusType(world, agent.statusId) === 'OFFLINE') agent.inboundAt = undefined
  agent.statusId = statusId
  agent.statusSince = world.now
}

function statusType(world: World, statusId: string) {
  return world.directory.get('agent-state', statusId)?.Type
}
