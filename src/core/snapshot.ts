// The whole state of the centre as JSON and back. What can be derived (the router, the heap of
// wakes, who waits where) is derived again.
import type { Agent } from './agent/agent.ts'
import { noteStretch } from './agent/agent-stretch.ts'
import { repeatIdle, updateIdle } from './agent/availability.ts'
import { Chance, type ChanceState } from './chance.ts'
import { profileChanged, tellSkills } from './configuration.ts'
import { noteCallback } from './contact/callback-limits.ts'
import { quietMoment } from './contact/chat-timers.ts'
import type { Contact } from './contact/contact.ts'
import { keptMoment } from './contact/customer-first.ts'
import { ANSWER_TIMEOUT_MS } from './contact/inbound.ts'
import { placeInQueue } from './contact/place-in-queue.ts'
import { RECORDING_GRACE_MS } from './contact/recording.ts'
import { transcriptMoment } from './contact/transcript.ts'
import type { Kind } from './directory/document.ts'
import type { Instant } from './instant.ts'
import type { Json, JsonObject } from './json.ts'
import type { Counters } from './metrics/counters.ts'
import { addWaiting } from './queue/waiting.ts'
import type { MetricAlarms } from './rule/metric-alarms.ts'
import type { Wake } from './wake-heap.ts'
import type { LegOwner, World } from './world.ts'

/** Grows when the shape changes, so that an old snapshot is not misread. */
const VERSION = 1

interface Saved {
  readonly version: number
  readonly instanceId: string
  readonly now: Instant
  readonly chance: ChanceState
  readonly revision: number
  readonly directory: readonly (readonly [Kind, string, unknown])[]
  readonly contacts: readonly Contact[]
  readonly agents: readonly Agent[]
  readonly legs: readonly (readonly [string, LegOwner])[]
  readonly nodes: readonly (readonly [string, number])[]
  readonly flowKeys: readonly (readonly [string, string])[]
  readonly flowTexts: readonly (readonly [string, string])[]
  readonly agentSnapshots: readonly (readonly [string, JsonObject])[]
  readonly counters: Counters
  readonly foretoldAt?: Instant
  readonly handleTimes?: readonly (readonly [string, number])[]
  /** Snapshots of before have none: then everybody is looked at once. */
  readonly wakes?: readonly Wake[]
  /** In the order in which they are gone through. */
  readonly agentQueues?: readonly string[]
  readonly metricAlarms?: MetricAlarms
}

export function saveWorld(world: World): Json {
  const saved: Saved = {
    version: VERSION,
    instanceId: world.instanceId,
    now: world.now,
    chance: world.chance.state,
    revision: world.directory.revision,
    directory: [...world.directory.all()],
    contacts: [...world.contacts.values()],
    agents: [...world.agents.values()],
    legs: [...world.legs],
    nodes: [...world.nodes],
    flowKeys: [...world.flowKeys],
    flowTexts: [...world.flowTexts],
    agentSnapshots: [...world.agentSnapshots],
    counters: world.counters,
    foretoldAt: world.foretoldAt,
    handleTimes: [...world.handleTimes],
    wakes: world.wakes.sorted().filter(each => isThere(world, each)),
    agentQueues: [...world.agentQueues],
    metricAlarms: world.metricAlarms,
  }
  // A copy that shares nothing with what goes on changing.
  return JSON.parse(JSON.stringify(saved)) as Json
}

export function restoreWorld(world: World, json: Json): void {
  const saved = json as unknown as Saved
  if (saved.version !== VERSION) throw new Error(`Snapshot version ${saved.version} is not known.`)
  world.instanceId = saved.instanceId
  world.now = saved.now
  world.chance = new Chance(saved.chance)
  for (const [kind, id, document] of saved.directory) world.directory.put(kind, id, document)
  world.directory.restoreRevision(saved.revision)
  fill(world.legs, saved.legs)
  fill(world.nodes, saved.nodes)
  fill(world.flowKeys, saved.flowKeys)
  fill(world.flowTexts, saved.flowTexts)
  fill(world.agentSnapshots, saved.agentSnapshots)
  Object.assign(world.counters, saved.counters)
  world.foretoldAt = saved.foretoldAt ?? 0
  fill(world.handleTimes, saved.handleTimes ?? [])
  for (const { id, document } of world.directory.list('routing-profile')) {
    profileChanged(world, id, document)
  }
  Object.assign(world.metricAlarms, saved.metricAlarms)
  for (const queueId of saved.agentQueues ?? []) world.agentQueues.add(queueId)
  for (const agent of saved.agents) restoreAgent(world, agent)
  for (const contact of saved.contacts) restoreContact(world, contact)
  // What falls due at the same moment is gone through in the order it had: a replay must not draw
  // other ids than were drawn before, for phones ring by them.
  if (saved.wakes) world.wakes.replace(saved.wakes)
}

/** Nobody need be woken for what is over. */
export function isThere({ agents, contacts }: World, { kind, id }: Wake): boolean {
  return kind === 'rules' || (kind === 'agent' ? agents : contacts).has(id)
}

function fill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  for (const [key, value] of entries) map.set(key, value)
}

function restoreAgent(world: World, saved: Agent): void {
  // Before there were channels, a snapshot had no `idle`: then it is found out anew.
  const agent: Agent = { ...saved, idle: { ...saved.idle } }
  world.agents.set(agent.agentId, agent)
  world.live.agentChanged(agent.agentId)
  tellSkills(world, agent.agentId)
  repeatIdle(world, agent)
  updateIdle(world, agent)
  // Before there was history, a snapshot had no stretch of time: it begins now.
  if (!agent.stretch) noteStretch(world, agent)
  for (const { state, until } of agent.contacts) {
    if (state === 'ENDED' && until !== undefined) world.wakeAgent(agent.agentId, until)
  }
}

function restoreContact(world: World, contact: Contact): void {
  const { contactId, stage } = contact
  world.contacts.set(contactId, contact)
  if (contact.chat && contact.nextContactId === undefined) {
    world.conversations.set(contact.initialContactId, contactId)
  }
  world.live.contactChanged(contactId)
  if (contact.initiationMethod === 'CALLBACK') noteCallback(world, contact)
  // One look at each soon after: whoever is due is found then, whoever is not sets a new wake.
  world.wakeContact(contactId, world.now)
  for (const until of moments(world, contact)) world.wakeContact(contactId, until)
  if (stage.name !== 'queued' && stage.name !== 'offered') return
  addWaiting(world, stage.queueId, contactId)
  if (stage.name === 'offered') return
  placeInQueue(world, contact, stage.queueId)
}

/** Every moment at which something about the contact falls due. */
function moments(world: World, contact: Contact): Instant[] {
  const { stage, customerRun, agentRun, recording, contactId } = contact
  const offered = stage.name === 'offered' ? world.agents.get(stage.agentId) : undefined
  return [
    stage.name === 'answering' ? contact.initiatedAt + ANSWER_TIMEOUT_MS : undefined,
    stage.name === 'joining' || stage.name === 'reaching' || stage.name === 'dialling'
      ? stage.until
      : undefined,
    offered?.contacts.find(each => each.contactId === contactId)?.until,
    stage.name === 'scheduled' ? stage.until : undefined,
    contact.expiryLookAt,
    contact.monitors?.until,
    quietMoment(contact),
    keptMoment(contact),
    customerRun?.position?.until,
    agentRun?.position?.until,
    transcriptMoment(contact),
    recording?.stoppedAt === undefined ? undefined : recording.stoppedAt + RECORDING_GRACE_MS,
  ].filter(moment => moment !== undefined)
}
