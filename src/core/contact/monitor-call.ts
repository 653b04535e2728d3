// A supervisor listens to an agent's call, whispers to the agent, or barges in: by a contact of its own,
// with the supervisor's own phone (`listeners.ts` says who hears whom). It ends with the agent's part
// in the call, whoever goes on with the customer.
import { type Agent, isFailed } from '../agent/agent.ts'
import { findContact } from '../agent/availability.ts'
import type { AgentInput, ContactInput } from '../input.ts'
import { seconds } from '../instant.ts'
import { notGoingOn, type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { endContact, finish } from './ending.ts'
import { bargingIn } from './listeners.ts'
import { addContact } from './new-contact.ts'
import { ringOwnPhone } from './own-phone.ts'
import { LISTENERS_MAX, PARTICIPANTS_MAX } from './participant-limit.ts'
import { callOf, contactsOfCall, partiesOf, setMix } from './party.ts'
import { settleCall } from './party-legs.ts'
import { updateRecording } from './recording.ts'
import { steerParty } from './steer-parties.ts'

const RING_MS = seconds(20)
/** The voice node gives up by itself; this is for when it does not say so. */
const RING_SLACK_MS = seconds(2)

type Monitor = Extract<ContactInput, { type: 'contact.monitor' }>

/** Rings the supervisor's phone; who takes it hears the call. */
export function listenIn(
  world: World,
  watched: Contact,
  agent: Agent,
  { monitorId, mayBarge }: Monitor,
): Refusal | undefined {
  const refused = whyNotListen(world, watched, { monitorId, mayBarge }) ?? whyBusy(watched, agent)
  if (refused) return refused
  putFailedAway(world, agent)
  const until = world.now + RING_MS + RING_SLACK_MS
  const queueId = watched.targetQueueId ?? ''
  const { customerName, segmentAttributes } = watched
  const monitor = addContact(world, {
    contactId: monitorId,
    channel: 'VOICE',
    initiationMethod: 'MONITOR',
    stage: {
      name: 'connected',
      queueId,
      agentId: agent.agentId,
      onHold: false,
    },
    node: watched.node,
    initialContactId: watched.initialContactId,
    previousContactId: watched.contactId,
    customerAddress: watched.customerAddress,
    ...(customerName !== undefined && { customerName }),
    systemAddress: watched.systemAddress,
    attributes: watched.attributes,
    ...(segmentAttributes && { segmentAttributes: { ...segmentAttributes } }),
    customerPresent: false,
    monitors: { contactId: watched.contactId, mayBarge, until },
  })
  watched.listeners = [...(watched.listeners ?? []), monitorId]
  world.wakeContact(monitorId, until)
  ringOwnPhone(world, monitor, agent, {
    queueId,
    callerId: watched.customerAddress,
    timeoutMs: RING_MS,
  })
  return undefined
}

function whyNotListen(
  world: World,
  watched: Contact,
  { monitorId, mayBarge }: Pick<Monitor, 'monitorId' | 'mayBarge'>,
): Refusal | undefined {
  const { stage, monitors } = watched
  if (monitors) return cannot('A monitoring cannot be monitored itself.')
  if (stage.name !== 'connected') return wrongState(stage.name)
  if (world.contacts.has(monitorId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id.' }
  }
  if (!world.nodes.has(watched.node)) return cannot('The voice service is not there at the moment.')
  const isEnhanced = hasEnhancedMonitoring(world)
  if (mayBarge && !isEnhanced) return cannot('Barging in needs ENHANCED_CONTACT_MONITORING.')
  const max = isEnhanced ? LISTENERS_MAX : 1
  const others = contactsOfCall(world, callOf(world, watched)).flatMap(each => each.listeners ?? [])
  if (others.length < max) return undefined
  return { refused: 'LimitExceeded', message: `${max} users listen already.` }
}

function hasEnhancedMonitoring(world: World): boolean {
  const instance = world.directory.get('instance', world.instanceId)
  const attributes = instance?.Attributes as { readonly [name: string]: unknown } | undefined
  return attributes?.ENHANCED_CONTACT_MONITORING !== 'false'
}

function whyBusy({ stage }: Contact, { agentId, reachable, contacts }: Agent): Refusal | undefined {
  if ('agentId' in stage && stage.agentId === agentId) {
    return cannot('The user takes part in the call already.')
  }
  if (!reachable) return cannot('The user has no phone that can be reached.')
  const hasCall = contacts.some(each => each.channel === 'VOICE' && !isFailed(each))
  return hasCall ? cannot('The user has a call in hand.') : undefined
}

/** What was missed is put away by listening to somebody. */
function putFailedAway(world: World, agent: Agent): void {
  const failed = agent.contacts.filter(isFailed)
  agent.contacts = agent.contacts.filter(each => !isFailed(each))
  for (const { contactId } of failed) {
    const contact = world.contacts.get(contactId)
    if (contact) finish(world, contact)
  }
}

/** The supervisor's phone is up. Answers false of every other contact. */
export function listenerAnswered(world: World, monitor: Contact, agent: Agent): boolean {
  const { monitors, contactId } = monitor
  if (!monitors) return false
  const held = findContact(agent, contactId)
  if (held?.state !== 'CONNECTING') return true
  held.state = 'CONNECTED'
  held.since = world.now
  held.connectedAt = world.now
  held.legReady = true
  delete monitors.until
  const user = world.directory.get('agent', agent.agentId)
  monitors.by = {
    agentId: agent.agentId,
    username: user?.Username ?? '',
    legId: held.legId,
    connectedAt: world.now,
    routingProfileId: user?.RoutingProfileId ?? '',
    holdCount: 0,
    holdMs: 0,
    longestHoldMs: 0,
  }
  monitor.connectedToSystemAt = world.now
  setMix(world, callOf(world, monitor))
  world.agentChanged(agent.agentId)
  return true
}

/** A phone that nobody takes is given up. */
export function listenerDue(world: World, monitor: Contact): void {
  const until = monitor.monitors?.until
  if (until !== undefined && until <= world.now) endContact(world, monitor, 'TELECOM_PROBLEM')
}

/** What a supervisor does with the contact by which that one listens. */
export function listenerActs(
  world: World,
  monitor: Contact,
  agent: Agent,
  input: AgentInput,
): Refusal | undefined {
  const held = findContact(agent, monitor.contactId)
  if (input.type === 'agent.hangUp' || input.type === 'agent.reject') {
    endContact(world, monitor, 'AGENT_DISCONNECT')
    return undefined
  }
  const root = callOf(world, monitor)
  if (!held?.legReady || root === monitor) return wrongState('not listened to yet')
  switch (input.type) {
    case 'agent.monitor':
      return setHeardBy(world, monitor, { root, input })
    case 'agent.mute':
      held.muted = input.muted
      setMix(world, root)
      updateRecording(world, root)
      return undefined
    case 'agent.party':
      return steerAsBarging(world, monitor, { root, input })
    default:
      return wrongState('listened to')
  }
}

function setHeardBy(
  world: World,
  { monitors }: Contact,
  {
    root,
    input,
  }: { readonly root: Contact; readonly input: Extract<AgentInput, { type: 'agent.monitor' }> },
): Refusal | undefined {
  if (!monitors) return notGoingOn
  const heardBy = input.barges ? 'all' : input.whispers ? 'agent' : undefined
  if (heardBy === monitors.heardBy) return undefined
  if (heardBy !== undefined && !monitors.mayBarge) return cannot('Who listens here may not speak.')
  if (heardBy === 'all' && isFull(world, root)) {
    const message = `There are ${PARTICIPANTS_MAX} in the call already.`
    return { refused: 'LimitExceeded', message }
  }
  if (heardBy === undefined) delete monitors.heardBy
  else monitors.heardBy = heardBy
  settleCall(world, root)
  return undefined
}

/** Who barges in counts like everybody who takes part. */
function isFull(world: World, root: Contact): boolean {
  const supervisors = bargingIn(world, contactsOfCall(world, root)).length
  return partiesOf(root).length + 2 + supervisors >= PARTICIPANTS_MAX
}

/** Who has barged in holds and hangs up on those whom the agent could. */
function steerAsBarging(
  world: World,
  { monitors }: Contact,
  {
    root,
    input,
  }: { readonly root: Contact; readonly input: Extract<AgentInput, { type: 'agent.party' }> },
): Refusal | undefined {
  if (monitors?.heardBy !== 'all') return cannot('Only who has barged in can do that.')
  const leader = root.stage.name === 'connected' && world.agents.get(root.stage.agentId)
  if (!leader) return notGoingOn
  return steerParty(world, root, leader, input)
}

/** The others go on without one who listened; only if that one was heard do they notice. */
export function listenerGone(world: World, watched: Contact, wasHeard: boolean): void {
  const root = callOf(world, watched)
  if (root.stage.name !== 'connected') return
  if (wasHeard) settleCall(world, root)
  else setMix(world, root)
}

function cannot(message: string): Refusal {
  return { refused: 'WrongState', message }
}
