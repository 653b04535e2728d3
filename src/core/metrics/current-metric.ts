// The real-time metrics of the service, each measured over a scope: some queues or routing profiles,
// on some channels. Definitions: Amazon Connect Administrator Guide, "Metrics definitions".
import type { Instant } from '../instant.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { ALL_CHANNELS, type ChannelSet, channelSet } from './channel-set.ts'
import type { LiveView } from './live-metrics.ts'
import type { Tally } from './tally.ts'
import type { WaitingView } from './waiting-group.ts'

/** What is counted. A member that is absent narrows nothing; queues or routing profiles are needed. */
export interface Scope {
  readonly queueIds?: readonly string[]
  /** With queues: their agents of these profiles. Alone: the queues these profiles serve. */
  readonly routingProfileIds?: readonly string[]
  readonly channels?: ChannelSet
  readonly statusIds?: readonly string[]
  /** Of contacts. */
  readonly subtypes?: readonly string[]
  /** Of contacts, as canonical JSON. */
  readonly expressions?: readonly string[]
}

/** Agents of a scope that are counted together, and the channels on which they serve it. */
interface Crew {
  readonly tally: Tally
  /** Channels on which they could take a contact of the scope. */
  readonly serves: ChannelSet
}

type AgentMetric = (crew: Crew, channels: ChannelSet) => number

const AGENT_METRICS = {
  /** Agents in any status but offline. */
  AGENTS_ONLINE: ({ tally }) => tally.count('online'),
  /** Online, and not in a status of the centre's own. */
  AGENTS_STAFFED: ({ tally }) => tally.count('staffed'),
  /** In a status of the centre's own, such as a break; they may be on a contact all the same. */
  AGENTS_NON_PRODUCTIVE: ({ tally }) => tally.count('nonProductive'),
  /** Agents to whom another contact of the scope could be offered now. */
  AGENTS_AVAILABLE: ({ tally, serves }, channels) => tally.agents('available', serves & channels),
  /**
   * Agents with a contact that is connected, on hold, put aside or in after-contact work, or whose
   * customer is being called: of any queue, for it is the agent who is busy.
   */
  AGENTS_ON_CONTACT: ({ tally }, channels) => tally.agents('onContact', channels),
  /** The same under its former name. */
  AGENTS_ON_CALL: ({ tally }, channels) => tally.agents('onContact', channels),
  /** Contacts, whatever its name says, that are in after-contact work. */
  AGENTS_AFTER_CONTACT_WORK: ({ tally }, channels) => tally.sum('wrapped', channels),
  /** Agents with a contact that was missed, rejected or failed, and not put away. */
  AGENTS_ERROR: ({ tally }, channels) => tally.agents('failed', channels),
  /** Contacts that are connected, on hold, put aside or in after-contact work, or whose customer is being called. */
  SLOTS_ACTIVE: ({ tally }, channels) => tally.sum('activeSlots', channels),
  /** Contacts more that could be offered to the agents, each channel counted as if it were alone. */
  SLOTS_AVAILABLE: ({ tally, serves }, channels) => tally.sum('freeSlots', serves & channels),
} as const satisfies Readonly<Record<string, AgentMetric>>

type ContactMetric = (groups: readonly WaitingView[], now: Instant) => number

const CONTACT_METRICS = {
  /** Contacts that wait in the queue, those included that are just being offered. */
  CONTACTS_IN_QUEUE: groups => total(groups, each => each.waiting),
  /** Callbacks that are to wait in the queue later: after their delay, or before another try. */
  CONTACTS_SCHEDULED: groups => total(groups, each => each.scheduled),
  /** Milliseconds since the contact was enqueued that has waited longest; 0 when nobody waits. */
  OLDEST_CONTACT_AGE: (groups, now) => now - Math.min(now, oldestOf(groups) ?? now),
} as const satisfies Readonly<Record<string, ContactMetric>>

export type AgentMetricName = keyof typeof AGENT_METRICS
type ContactMetricName = keyof typeof CONTACT_METRICS
export type MeasuredMetricName = AgentMetricName | ContactMetricName

export const AGENT_METRIC_NAMES = Object.keys(AGENT_METRICS) as readonly AgentMetricName[]

/** Measures a scope, looking at its parts once for all its metrics. */
export class Measure {
  readonly #live: LiveView
  readonly #scope: Scope
  #crews: readonly Crew[] | undefined
  #groups: readonly WaitingView[] | undefined

  constructor(live: LiveView, scope: Scope) {
    this.#live = live
    this.#scope = scope
  }

  value(metric: MeasuredMetricName, now: Instant): number {
    if (isContactMetric(metric)) return CONTACT_METRICS[metric](this.groups, now)
    let sum = 0
    for (const crew of this.#agents) sum += AGENT_METRICS[metric](crew, this.#channels)
    return sum
  }

  /** When the contact was enqueued that has waited longest. */
  get oldestSince(): Instant | undefined {
    return oldestOf(this.groups)
  }

  /** The version of the live counts in which something of this last changed, at the latest. */
  get changedAt(): number {
    const { queueIds = [] } = this.#scope
    let changedAt = 0
    for (const { tally } of this.#agents) changedAt = Math.max(changedAt, tally.changedAt)
    for (const queueId of queueIds.length > 0 ? queueIds : this.#servedQueues.keys()) {
      changedAt = Math.max(changedAt, this.#live.waitingChangedAt(queueId))
    }
    return changedAt
  }

  /** The contacts of the scope, in groups. */
  get groups(): readonly WaitingView[] {
    this.#groups ??= [...this.#contacts()]
    return this.#groups
  }

  get #channels(): ChannelSet {
    return this.#scope.channels ?? ALL_CHANNELS
  }

  get #agents(): readonly Crew[] {
    this.#crews ??= [...this.#crewsOfScope()]
    return this.#crews
  }

  *#crewsOfScope(): Iterable<Crew> {
    const { statusIds } = this.#scope
    yield* this.#owners()
    for (const [profileId, serves] of this.#profiles()) {
      const counted = this.#live.profile(profileId)
      if (!counted || (serves & this.#channels) === 0) continue
      if (!statusIds) yield { tally: counted.all, serves }
      for (const statusId of statusIds ?? []) {
        const tally = counted.byStatus.get(statusId)
        if (tally) yield { tally, serves }
      }
    }
  }

  /** Agents whose own queues are meant: unless they are counted with a routing profile already. */
  *#owners(): Iterable<Crew> {
    const { queueIds = [], statusIds, routingProfileIds } = this.#scope
    if (routingProfileIds) return
    for (const queueId of queueIds) {
      const agentId = agentOfQueue(queueId)
      const owner = agentId === undefined ? undefined : this.#live.agent(agentId)
      if (!owner || (statusIds && !statusIds.includes(owner.statusId))) continue
      yield { tally: owner.tally, serves: ALL_CHANNELS }
    }
  }

  /** Routing profiles of the scope, each with the channels on which they serve it. */
  #profiles(): ReadonlyMap<string, ChannelSet> {
    const { queueIds, routingProfileIds } = this.#scope
    if (!queueIds) {
      const ids = routingProfileIds ?? []
      return new Map(ids.map(id => [id, this.#live.channelsOf(id)]))
    }
    const profiles = new Map<string, ChannelSet>()
    for (const queueId of queueIds) {
      for (const [id, channels] of this.#live.profilesServing(queueId)) {
        if (routingProfileIds && !routingProfileIds.includes(id)) continue
        profiles.set(id, (profiles.get(id) ?? 0) | channels)
      }
    }
    return profiles
  }

  *#contacts(): Iterable<WaitingView> {
    const { queueIds, subtypes, expressions } = this.#scope
    const served = this.#servedQueues
    for (const queueId of queueIds ?? served.keys()) {
      const channels = this.#scope.routingProfileIds ? (served.get(queueId) ?? 0) : ALL_CHANNELS
      for (const group of this.#live.waiting(queueId)) {
        if ((channels & this.#channels & channelSet(group.channel)) === 0) continue
        if (subtypes && !subtypes.includes(group.subtype ?? '')) continue
        if (expressions && !expressions.includes(group.expression ?? '')) continue
        yield group
      }
    }
  }

  /** What the routing profiles of the scope serve. */
  get #servedQueues(): ReadonlyMap<string, ChannelSet> {
    const served = new Map<string, ChannelSet>()
    for (const id of this.#scope.routingProfileIds ?? []) {
      for (const [queueId, channels] of this.#live.queuesOf(id)) {
        served.set(queueId, (served.get(queueId) ?? 0) | channels)
      }
    }
    return served
  }
}

export function isContactMetric(metric: string): metric is ContactMetricName {
  return metric in CONTACT_METRICS
}

function total(groups: readonly WaitingView[], of: (group: WaitingView) => number): number {
  return groups.reduce((sum, group) => sum + of(group), 0)
}

function oldestOf(groups: readonly WaitingView[]): Instant | undefined {
  let oldest: Instant | undefined
  for (const { oldestSince } of groups) {
    if (oldestSince !== undefined && oldestSince < (oldest ?? Number.POSITIVE_INFINITY)) {
      oldest = oldestSince
    }
  }
  return oldest
}
