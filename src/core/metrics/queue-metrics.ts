// The numbers of this moment that flows branch on and speak of: who waits in a queue, who serves it.
import type { Contact } from '../contact/contact.ts'
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import { ALL_CHANNELS, type ChannelSet, channelSet } from './channel-set.ts'
import type { Tally } from './tally.ts'

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
  const { size, oldestSince } = waitingNow(world, of)
  const agents = agentCounts(world, of)
  return {
    size,
    oldestAgeMs: world.now - Math.min(world.now, oldestSince ?? world.now),
    agents,
    estimatedWaitMs: estimatedWaitMs(world, of, { position: size + 1, agents }),
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

interface Waiting {
  readonly size: number
  readonly oldestSince: Instant | undefined
}

function waitingNow({ live }: World, { queueId, channel }: MetricsOf): Waiting {
  live.refresh()
  let [size, oldest] = [0, Number.POSITIVE_INFINITY]
  for (const group of live.waiting(queueId)) {
    if (channel !== undefined && group.channel !== channel) continue
    size += group.waiting
    oldest = Math.min(oldest, group.oldestSince ?? oldest)
  }
  return { size, oldestSince: size === 0 ? undefined : oldest }
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
  world.live.refresh()
  for (const { tally, channels } of crewsOf(world, of)) {
    counts.online += tally.count('online')
    counts.available += tally.agents('available', channels)
    counts.staffed += tally.count('staffed')
    counts.afterContactWork += tally.count('wrapping')
    counts.busy += tally.count('talking')
    counts.missed += tally.count('missed')
    counts.nonProductive += tally.count('nonProductive')
  }
  return counts
}

/** Agents who serve a queue, counted together, and the channels on which they do. */
interface Crew {
  readonly tally: Tally
  readonly channels: ChannelSet
}

function* crewsOf({ live }: World, { queueId, channel, agentId }: MetricsOf): Iterable<Crew> {
  const wanted = channel === undefined ? ALL_CHANNELS : channelSet(channel)
  if (agentId !== undefined) {
    const owner = live.agent(agentId)
    if (owner) yield { tally: owner.tally, channels: wanted }
    return
  }
  for (const [profileId, serves] of live.profilesServing(queueId)) {
    const tally = live.profile(profileId)?.all
    const channels = serves & wanted
    if (tally && channels > 0) yield { tally, channels }
  }
}
