// The numbers of this moment, kept as things change rather than counted when somebody asks. Agents are
// counted by routing profile and status, for who serves a queue follows from the profile; contacts by
// queue, channel, subtype and routing step. Whatever changes is only marked here; its part of the
// counts is taken out and put in anew before anybody looks.
import type { World } from '../world.ts'
import { ALL_CHANNELS, type ChannelSet, channelSet } from './channel-set.ts'
import { type Share, shareOf, Tally } from './tally.ts'
import { type Place, placeOf, WaitingGroup, type WaitingView } from './waiting-group.ts'

/** Marks are worked off when there are so many, even if nobody looks. */
const MARKS_MAX = 1_000

/** The counts of one routing profile's agents. */
export interface ProfileTally {
  readonly all: Tally
  readonly byStatus: ReadonlyMap<string, Tally>
}

/** The live counts as others see them. */
export interface LiveView {
  /** Grows whenever a count has become another. */
  readonly version: number
  /** The routing profiles that serve a queue, each with the channels on which it does. */
  profilesServing(queueId: string): ReadonlyMap<string, ChannelSet>
  /** The channels a routing profile takes at all. */
  channelsOf(routingProfileId: string): ChannelSet
  /** Queues a routing profile serves, each with the channels. */
  queuesOf(routingProfileId: string): ReadonlyMap<string, ChannelSet>
  /** Nothing when nobody has ever had the profile. */
  profile(routingProfileId: string): ProfileTally | undefined
  /** The counts of one agent alone. */
  agent(agentId: string): { readonly tally: Tally; readonly statusId: string } | undefined
  waiting(queueId: string): Iterable<WaitingView>
  /** The version in which something of a queue's contacts last changed. */
  waitingChangedAt(queueId: string): number
}

interface CountedAgent {
  readonly profileId: string
  readonly statusId: string
  readonly share: Share
}

interface CountedContact {
  readonly place: Place
  readonly group: WaitingGroup
  readonly takeOut: () => void
}

class CountedProfile implements ProfileTally {
  readonly all = new Tally()
  readonly byStatus = new Map<string, Tally>()

  ofStatus(statusId: string): Tally {
    const known = this.byStatus.get(statusId)
    if (known) return known
    const made = new Tally()
    this.byStatus.set(statusId, made)
    return made
  }
}

class CountedQueue {
  readonly groups = new Map<string, WaitingGroup>()
  changedAt = 0
}

export class LiveMetrics implements LiveView {
  readonly #world: World
  readonly #marked = { agents: new Set<string>(), contacts: new Set<string>() }
  readonly #agents = new Map<string, CountedAgent>()
  readonly #contacts = new Map<string, CountedContact>()
  readonly #profiles = new Map<string, CountedProfile>()
  readonly #queues = new Map<string, CountedQueue>()
  #serving: Serving | undefined
  #version = 0
  /** How often somebody has looked since the marks were worked off. */
  #looks = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Something about an agent is another: status, profile, reachability, contacts. */
  agentChanged(agentId: string): void {
    this.#marked.agents.add(agentId)
  }

  /** A contact waits, waits no more, or asks something else of its agent. */
  contactChanged(contactId: string): void {
    this.#marked.contacts.add(contactId)
  }

  /** A routing profile is another: what its agents serve, and how many contacts they take. */
  profileChanged(routingProfileId: string): void {
    this.#serving = undefined
    this.#version++
    for (const [agentId, { profileId }] of this.#agents) {
      if (profileId === routingProfileId) this.#marked.agents.add(agentId)
    }
  }

  /** Between two inputs: whatever was marked is as it will stay, and who looks next finds it counted. */
  settle(): void {
    const marks = this.#marked.agents.size + this.#marked.contacts.size
    if (this.#looks > 0 || marks > MARKS_MAX) this.#workOff()
  }

  /**
   * Brings the counts up to date in the middle of an input. What is marked stays marked, for it may
   * go on changing.
   */
  refresh(): void {
    this.#looks++
    for (const agentId of this.#marked.agents) this.#recountAgent(agentId)
    for (const contactId of this.#marked.contacts) this.#recountContact(contactId)
  }

  /** The counts as of now, for whoever looks from outside. */
  get upToDate(): LiveView {
    this.#workOff()
    return this
  }

  #workOff(): void {
    this.refresh()
    this.#looks = 0
    this.#marked.agents.clear()
    this.#marked.contacts.clear()
  }

  get version(): number {
    return this.#version
  }

  profilesServing(queueId: string): ReadonlyMap<string, ChannelSet> {
    return this.#index.byQueue.get(queueId) ?? NONE
  }

  queuesOf(routingProfileId: string): ReadonlyMap<string, ChannelSet> {
    return this.#index.byProfile.get(routingProfileId) ?? NONE
  }

  channelsOf(routingProfileId: string): ChannelSet {
    return this.#index.channels.get(routingProfileId) ?? ALL_CHANNELS
  }

  profile(routingProfileId: string): ProfileTally | undefined {
    return this.#profiles.get(routingProfileId)
  }

  agent(agentId: string): { readonly tally: Tally; readonly statusId: string } | undefined {
    const counted = this.#agents.get(agentId)
    if (!counted) return undefined
    const tally = new Tally()
    tally.add(counted.share, 1)
    tally.changedAt = this.#version
    return { tally, statusId: counted.statusId }
  }

  waiting(queueId: string): Iterable<WaitingView> {
    return this.#queues.get(queueId)?.groups.values() ?? []
  }

  waitingChangedAt(queueId: string): number {
    return this.#queues.get(queueId)?.changedAt ?? 0
  }

  get #index(): Serving {
    this.#serving ??= servingOf(this.#world)
    return this.#serving
  }

  #recountAgent(agentId: string): void {
    const before = this.#agents.get(agentId)
    const after = this.#countedAgent(agentId)
    if (before && after && isSameAgent(before, after)) return
    if (!before && !after) return
    this.#version++
    if (before) this.#addAgent(before, -1)
    if (after) this.#addAgent(after, 1)
    if (after) this.#agents.set(agentId, after)
    else this.#agents.delete(agentId)
  }

  #countedAgent(agentId: string): CountedAgent | undefined {
    const agent = this.#world.agents.get(agentId)
    if (!agent) return undefined
    const profileId = this.#world.directory.get('agent', agentId)?.RoutingProfileId ?? ''
    return { profileId, statusId: agent.statusId, share: shareOf(this.#world, agent) }
  }

  #addAgent({ profileId, statusId, share }: CountedAgent, times: 1 | -1): void {
    const profile = this.#profiles.get(profileId) ?? new CountedProfile()
    this.#profiles.set(profileId, profile)
    for (const tally of [profile.all, profile.ofStatus(statusId)]) {
      tally.add(share, times)
      tally.changedAt = this.#version
    }
  }

  #recountContact(contactId: string): void {
    const contact = this.#world.contacts.get(contactId)
    const before = this.#contacts.get(contactId)
    const after = contact && placeOf(contact)
    if (before && after && isSamePlace(before.place, after)) return
    if (!before && !after) return
    this.#version++
    if (before) this.#takeOut(contactId, before)
    if (after) this.#putIn(contactId, after)
  }

  #takeOut(contactId: string, { place, group, takeOut }: CountedContact): void {
    takeOut()
    this.#contacts.delete(contactId)
    const queue = this.#queueOf(place.queueId)
    queue.changedAt = this.#version
    if (group.isEmpty) queue.groups.delete(groupKey(place))
  }

  #putIn(contactId: string, place: Place): void {
    const queue = this.#queueOf(place.queueId)
    const key = groupKey(place)
    const group = queue.groups.get(key) ?? new WaitingGroup(place)
    queue.groups.set(key, group)
    queue.changedAt = this.#version
    this.#contacts.set(contactId, { place, group, takeOut: group.add(contactId, place) })
  }

  #queueOf(queueId: string): CountedQueue {
    const known = this.#queues.get(queueId)
    if (known) return known
    const made = new CountedQueue()
    this.#queues.set(queueId, made)
    return made
  }
}

function isSameAgent(one: CountedAgent, other: CountedAgent): boolean {
  return (
    one.profileId === other.profileId &&
    one.statusId === other.statusId &&
    one.share.length === other.share.length &&
    one.share.every((place, index) => place === other.share[index])
  )
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.queueId === other.queueId &&
    one.enqueuedAt === other.enqueuedAt &&
    one.expression === other.expression &&
    one.subtype === other.subtype
  )
}

function groupKey({ channel, subtype = '', expression = '' }: Place): string {
  return `${channel} ${subtype} ${expression}`
}

/** Which profile serves which queue on which channels. */
interface Serving {
  readonly byQueue: ReadonlyMap<string, ReadonlyMap<string, ChannelSet>>
  readonly byProfile: ReadonlyMap<string, ReadonlyMap<string, ChannelSet>>
  readonly channels: ReadonlyMap<string, ChannelSet>
}

const NONE: ReadonlyMap<string, ChannelSet> = new Map()

function servingOf({ directory }: World): Serving {
  const byQueue = new Map<string, Map<string, ChannelSet>>()
  const byProfile = new Map<string, Map<string, ChannelSet>>()
  const channels = new Map<string, ChannelSet>()
  const join = (
    map: Map<string, Map<string, ChannelSet>>,
    of: string,
    key: string,
    set: number,
  ) => {
    const inner = map.get(of) ?? new Map<string, ChannelSet>()
    map.set(of, inner.set(key, (inner.get(key) ?? 0) | set))
  }
  for (const { id, document } of directory.list('routing-profile')) {
    let own: ChannelSet = 0
    for (const { Channel, Concurrency } of document.MediaConcurrencies) {
      if (Concurrency > 0) own |= channelSet(Channel)
    }
    channels.set(id, own)
    for (const { QueueId, Channel } of document.QueueConfigs) {
      join(byQueue, QueueId, id, channelSet(Channel))
      join(byProfile, id, QueueId, channelSet(Channel))
    }
  }
  return { byQueue, byProfile, channels }
}
