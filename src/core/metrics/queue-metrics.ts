// The numbers of this moment that flows branch on and speak of: who waits in a queue, who serves it.
import type { Agent } from '../agent/agent.ts'
import type { Channel, Contact } from '../contact/contact.ts'
import type { World } from '../world.ts'

export interface QueueMetrics {
  readonly size: number
  /** Of the contact that waits longest; 0 when nobody waits. */
  readonly oldestAgeMs: number
  readonly agents: AgentCounts
  /** What a contact that joined the line now would wait; undefined when nobody can tell. */
  readonly estimatedWaitMs: number | undefined
}

export interface AgentCounts {
  /** In any status but offline. */
  readonly online: number
  /** Could take a contact now. */
  readonly available: number
  /** In a status in which contacts are taken, whether busy or not. */
  readonly staffed: number
  readonly afterContactWork: number
  /** With a contact. */
  readonly busy: number
  readonly missed: number
  /** In a status of the centre's own, such as a break. */
  readonly nonProductive: number
}

/** Whose numbers: a queue's, on all channels or one, or those of an agent's own queue. */
export interface MetricsOf {
  readonly queueId: string
  readonly channel?: string
  /** The queue is this agent's own. */
  readonly agentId?: string
}

export function queueMetrics(world: World, of: MetricsOf): QueueMetrics {
  const waiting = waitingContacts(world, of)
  const agents = agentCounts(world, of)
  const oldest = Math.min(world.now, ...waiting.map(each => each.enqueuedAt ?? world.now))
  return {
    size: waiting.length,
    oldestAgeMs: world.now - oldest,
    agents,
    estimatedWaitMs: estimatedWaitMs(world, of, { position: waiting.length + 1, agents }),
  }
}

/** Where a waiting contact stands, the first at 1, and how much longer it may take. */
export function placeInLine(
  world: World,
  contact: Contact,
): { readonly position: number; readonly estimatedWaitMs: number | undefined } | undefined {
  const { stage, channel } = contact
  if (stage.name !== 'queued') return undefined
  const of = { queueId: stage.queueId, channel }
  const ahead = waitingContacts(world, of).filter(each => isBefore(each, contact))
  const position = ahead.length + 1
  const agents = agentCounts(world, of)
  return { position, estimatedWaitMs: estimatedWaitMs(world, of, { position, agents }) }
}

/** How much of the newest contact goes into the average of those before. */
const WEIGHT = 0.1

/** A contact of a queue has been dealt with: its time goes into what others are told they will wait. */
export function noteHandled(world: World, queueId: string, handleMs: number): void {
  const known = world.handleTimes.get(queueId)
  const average = known === undefined ? handleMs : known + WEIGHT * (handleMs - known)
  world.handleTimes.set(queueId, Math.round(average))
}

function estimatedWaitMs(
  world: World,
  { queueId }: MetricsOf,
  { position, agents }: { readonly position: number; readonly agents: AgentCounts },
): number | undefined {
  if (position <= agents.available) return 0
  const average = world.handleTimes.get(queueId)
  if (average === undefined || agents.staffed === 0) return undefined
  return Math.ceil((position * average) / agents.staffed)
}

function waitingContacts(world: World, { queueId, channel }: MetricsOf): Contact[] {
  const contacts: Contact[] = []
  for (const contactId of world.waiting.get(queueId) ?? []) {
    const contact = world.contacts.get(contactId)
    if (contact && (channel === undefined || contact.channel === channel)) contacts.push(contact)
  }
  return contacts
}

function isBefore(one: Contact, other: Contact): boolean {
  if (one.priority !== other.priority) return one.priority < other.priority
  const [a, b] = [age(one), age(other)]
  return a === b ? one.contactId < other.contactId : a < b
}

function age({ enqueuedAt = 0, ageAdjustmentMs }: Contact): number {
  return enqueuedAt - ageAdjustmentMs
}

type Counts = { -readonly [K in keyof AgentCounts]: number }

function agentCounts(world: World, of: MetricsOf): AgentCounts {
  const counts: Counts = {
    online: 0,
    available: 0,
    staffed: 0,
    afterContactWork: 0,
    busy: 0,
    missed: 0,
    nonProductive: 0,
  }
  for (const { agent, channels } of agentsOf(world, of)) {
    count(world, agent, counts)
    if (channels.some(channel => agent.idle[channel] !== undefined)) counts.available++
  }
  return counts
}

function count(world: World, agent: Agent, counts: Counts): void {
  const type = world.directory.get('agent-state', agent.statusId)?.Type ?? 'OFFLINE'
  if (type !== 'OFFLINE') counts.online++
  if (type === 'ROUTABLE') counts.staffed++
  if (type === 'CUSTOM') counts.nonProductive++
  const has = (...states: readonly string[]) =>
    agent.contacts.some(({ state }) => states.includes(state))
  if (has('CONNECTED', 'CONNECTED_ONHOLD')) counts.busy++
  if (has('ENDED')) counts.afterContactWork++
  if (has('MISSED')) counts.missed++
}

/** An agent who serves a queue, and on which channels. */
interface Serving {
  readonly agent: Agent
  readonly channels: readonly Channel[]
}

const CHANNELS: readonly Channel[] = ['VOICE', 'CHAT', 'TASK', 'EMAIL']

function* agentsOf(world: World, { queueId, channel, agentId }: MetricsOf): Iterable<Serving> {
  const wanted = CHANNELS.filter(each => channel === undefined || each === channel)
  if (agentId !== undefined) {
    const agent = world.agents.get(agentId)
    if (agent) yield { agent, channels: wanted }
    return
  }
  const profiles = servingProfiles(world, queueId, wanted)
  for (const agent of world.agents.values()) {
    const profileId = world.directory.get('agent', agent.agentId)?.RoutingProfileId
    const channels = profileId === undefined ? undefined : profiles.get(profileId)
    if (channels) yield { agent, channels }
  }
}

/** The routing profiles with the queue in them, each with the channels it serves it on. */
function servingProfiles(
  world: World,
  queueId: string,
  wanted: readonly Channel[],
): ReadonlyMap<string, readonly Channel[]> {
  const profiles = new Map<string, readonly Channel[]>()
  for (const { id, document } of world.directory.list('routing-profile')) {
    const served = document.QueueConfigs.filter(each => each.QueueId === queueId)
    const channels = wanted.filter(each => served.some(({ Channel }) => Channel === each))
    if (channels.length > 0) profiles.set(id, channels)
  }
  return profiles
}
