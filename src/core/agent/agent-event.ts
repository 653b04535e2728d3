// Agent events in the JSON of Connect's agent event stream ("Agent event streams data model"). The
// former snapshot is kept per agent, so that nothing is said twice. An event carries it beside its body.
import { isoTimeMs } from '../contact/iso-time.ts'
import type { UserDocument } from '../directory/document.ts'
import { hierarchyPath } from '../directory/user-hierarchy.ts'
import type { Json, JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Agent } from './agent.ts'

/** Writes an event if what the stream shows of the agent has changed. */
export function agentEvent(world: World, agent: Agent): void {
  const current = snapshot(world, agent)
  if (!current) return
  const former = world.agentSnapshots.get(agent.agentId)
  if (former && sameJson(former, current)) return
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

function snapshot(world: World, agent: Agent): JsonObject | undefined {
  const user = world.directory.get('agent', agent.agentId)
  if (!user) return undefined
  return {
    AgentStatus: {
      ...statusPart(world, agent.statusId),
      StartTimestamp: isoTimeMs(agent.statusSince),
    },
    Configuration: withSlots(configuration(world, agent.agentId, user), agent),
    Contacts: agent.contacts.map(held => {
      const contact = world.contacts.get(held.contactId)
      return {
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
      }
    }),
    NextAgentStatus:
      agent.nextStatusId === undefined ? null : statusPart(world, agent.nextStatusId),
  }
}

/** How many more contacts of each channel the agent has room for. Made once for each load. */
function withSlots(shown: JsonObject, agent: Agent): JsonObject {
  if (agent.contacts.length === 0) return shown
  const busy = agent.contacts.filter(({ state }) => state !== 'PAUSED')
  const load = busy.map(({ channel }) => channel).join()
  const known = loaded.get(shown)?.get(load)
  if (known) return known
  const made = slotsLeft(shown, agent)
  const others = loaded.get(shown) ?? new Map<string, JsonObject>()
  if (others.size < LOADS_MAX) loaded.set(shown, others.set(load, made))
  return made
}

const LOADS_MAX = 20
const loaded = new WeakMap<JsonObject, Map<string, JsonObject>>()

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
function configuration(world: World, agentId: string, user: UserDocument): JsonObject {
  const { revision } = world.directory
  const known = world.agentConfigurations.get(agentId)
  if (known?.revision === revision) return known.shown
  const shown = {
    AgentHierarchyGroups: hierarchyGroups(world, user),
    FirstName: user.IdentityInfo?.FirstName ?? null,
    LastName: user.IdentityInfo?.LastName ?? null,
    RoutingProfile: routingProfile(world, user.RoutingProfileId),
    Username: user.Username,
  }
  world.agentConfigurations.set(agentId, { revision, shown })
  return shown
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
  const names = Object.keys(one)
  const others: { readonly [name: string]: Json | undefined } = other as JsonObject
  return (
    names.length === Object.keys(other).length &&
    names.every(name => sameJson((one as JsonObject)[name], others[name]))
  )
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
