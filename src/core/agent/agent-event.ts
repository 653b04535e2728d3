// Agent events in the JSON of Connect's agent event stream ("Agent event streams data model"). The
// former snapshot is kept per agent, so that nothing is said twice. An event carries it beside its body.
import { isoTimeMs } from '../contact/iso-time.ts'
import type { UserDocument } from '../directory/document.ts'
import { hierarchyPath } from '../directory/user-hierarchy.ts'
import type { Json, JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Agent } from './agent.ts'
import type { ShownConfiguration } from './shown-parts.ts'

/** Writes an event if what the stream shows of the agent has changed. */
export function agentEvent(world: World, agent: Agent): void {
  const former = world.agentSnapshots.get(agent.agentId)
  const current = snapshot(world, agent, former)
  if (!current || current === former) return
  world.agentSnapshots.set(agent.agentId, current)
  write(world, agent, { former, current, EventType: eventType(former, current) })
}

/** Says once more what was said last, of an agent about whom there was nothing to say for some time. */
export function heartBeat(world: World, agent: Agent): void {
  const current = world.agentSnapshots.get(agent.agentId)
  if (current) write(world, agent, { former: current, current, EventType: 'HEART_BEAT' })
}

interface Told {
  readonly former: JsonObject | undefined
  readonly current: JsonObject
  readonly EventType: string
}

function write(world: World, agent: Agent, { former, current, EventType }: Told): void {
  agent.toldAt = world.now
  world.event({
    type: 'agent.event',
    agentId: agent.agentId,
    body: {
      AWSAccountId: world.account,
      AgentARN: world.arn('agent', agent.agentId),
      CurrentAgentSnapshot: current,
      EventId: world.chance.uuid(),
      EventTimestamp: isoTimeMs(world.now),
      EventType,
      InstanceARN: world.instanceArn,
      Version: '2017-10-01',
    },
    previous: former,
  })
}

function eventType(former: JsonObject | undefined, current: JsonObject): string {
  const was = statusType(former)
  const is = statusType(current)
  if (was === 'OFFLINE' && is !== 'OFFLINE') return 'LOGIN'
  if (was !== 'OFFLINE' && is === 'OFFLINE') return 'LOGOUT'
  return 'STATE_CHANGE'
}

function statusType(snapshot: JsonObject | undefined): string {
  const status = snapshot?.AgentStatus as { readonly Type?: string } | undefined
  return status?.Type ?? 'OFFLINE'
}

/** What there is to show; of what it was before, everything that is still the same, and be it all of it. */
function snapshot(
  world: World,
  agent: Agent,
  former: JsonObject | undefined,
): JsonObject | undefined {
  const user = world.directory.get('agent', agent.agentId)
  if (!user) return undefined
  const shown = {
    AgentStatus: same(former?.AgentStatus, {
      ...statusPart(world, agent.statusId),
      StartTimestamp: isoTimeMs(agent.statusSince),
    }),
    Configuration: same(former?.Configuration, configuration(world, agent, user)),
    Contacts: contacts(world, agent, former?.Contacts as readonly JsonObject[] | undefined),
    NextAgentStatus:
      agent.nextStatusId === undefined ? null : statusPart(world, agent.nextStatusId),
  }
  return former && sameJson(former, shown) ? former : shown
}

function contacts(
  world: World,
  agent: Agent,
  former: readonly JsonObject[] | undefined,
): readonly JsonObject[] {
  return agent.contacts.map((held, index) => {
    const contact = world.contacts.get(held.contactId)
    return same(former?.[index], {
      Channel: held.channel,
      ConnectedToAgentTimestamp:
        held.connectedAt === undefined ? null : isoTimeMs(held.connectedAt),
      ContactId: held.contactId,
      InitialContactId: contact?.initialContactId ?? held.contactId,
      InitiationMethod: contact?.initiationMethod ?? 'INBOUND',
      Queue: queue(world, held.queueId),
      QueueTimestamp: contact?.enqueuedAt === undefined ? null : isoTimeMs(contact.enqueuedAt),
      State: held.state,
      StateStartTimestamp: isoTimeMs(held.since),
    })
  })
}

/** The former one when it says the same: what is one object need not be compared again. */
function same(former: Json | undefined, current: JsonObject): JsonObject {
  return sameJson(former, current) ? (former as JsonObject) : current
}

/** How the agent is configured, and how many more contacts of each channel there is room for. */
function configuration(world: World, agent: Agent, user: UserDocument): JsonObject {
  const { shown, loaded } = configured(world, agent.agentId, user)
  if (agent.contacts.length === 0) return shown
  const load = loadOf(agent)
  const known = loaded.get(load)
  if (known) return known
  const made = slotsLeft(shown, agent)
  if (loaded.size < LOADS_MAX) loaded.set(load, made)
  return made
}

/** Channels of contacts that take room. */
function loadOf({ contacts: held }: Agent): string {
  let load = ''
  for (const { channel, state } of held) if (state !== 'PAUSED') load += `${channel},`
  return load
}

const LOADS_MAX = 20

function slotsLeft(shown: JsonObject, agent: Agent): JsonObject {
  const profile = shown.RoutingProfile as JsonObject | null
  if (!profile) return shown
  const slots = profile.Concurrency as readonly { Channel: string; MaximumSlots: number }[]
  const Concurrency = slots.map(({ Channel, MaximumSlots }) => {
    const used = agent.contacts.filter(
      ({ channel, state }) => channel === Channel && state !== 'PAUSED',
    ).length
    return { AvailableSlots: Math.max(MaximumSlots - used, 0), Channel, MaximumSlots }
  })
  return { ...shown, RoutingProfile: { ...profile, Concurrency } }
}

/** Made once for each state of the directory. */
function configured(world: World, agentId: string, user: UserDocument): ShownConfiguration {
  const { revision } = world.directory
  const known = world.agentConfigurations.get(agentId)
  if (known?.revision === revision) return known
  const shown = {
    AgentHierarchyGroups: hierarchyGroups(world, user),
    FirstName: user.IdentityInfo?.FirstName ?? null,
    LastName: user.IdentityInfo?.LastName ?? null,
    RoutingProfile: routingProfile(world, user.RoutingProfileId),
    Username: user.Username,
  }
  const made = { revision, shown, loaded: new Map<string, JsonObject>() }
  world.agentConfigurations.set(agentId, made)
  return made
}

function hierarchyGroups(world: World, user: UserDocument): Json {
  const path = hierarchyPath(world.directory, user.HierarchyGroupId)
  if (path.length === 0) return null
  return Object.fromEntries(
    path.map(({ id, document }, index) => {
      return [`Level${index + 1}`, { ARN: world.arn('agent-group', id), Name: document.Name }]
    }),
  )
}

/** Two snapshots, whose members stand in the same order. */
function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const ones: { readonly [name: string]: Json | undefined } = one as JsonObject
  const others: { readonly [name: string]: Json | undefined } = other as JsonObject
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  for (const name of names) if (!sameJson(ones[name], others[name])) return false
  return true
}

function statusPart(world: World, statusId: string): JsonObject {
  return world.shownParts.status(world.directory.revision, statusId, () => {
    const status = world.directory.get('agent-state', statusId)
    return {
      ARN: world.arn('agent-state', statusId),
      Name: status?.Name ?? null,
      Type: status?.Type ?? null,
    }
  })
}

function routingProfile(world: World, id: string): JsonObject | null {
  const profile = world.directory.get('routing-profile', id)
  if (!profile) return null
  return {
    ARN: world.arn('routing-profile', id),
    Concurrency: profile.MediaConcurrencies.map(each => ({
      AvailableSlots: each.Concurrency,
      Channel: each.Channel,
      MaximumSlots: each.Concurrency,
    })),
    DefaultOutboundQueue: queue(world, profile.DefaultOutboundQueueId),
    InboundQueues: profile.QueueConfigs.map(each => ({
      ...queue(world, each.QueueId),
      Channels: [each.Channel],
    })),
    Name: profile.Name,
  }
}

function queue(world: World, id: string): JsonObject {
  return world.shownParts.queue(world.directory.revision, id, () => ({
    ARN: world.arn('queue', id),
    Name: world.directory.get('queue', id)?.Name ?? null,
  }))
}
