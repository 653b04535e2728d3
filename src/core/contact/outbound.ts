// Calls that we make: of the API, with a flow that talks, and of agents who dial.
import { type Agent, isFailed } from '../agent/agent.ts'
import { hasRoomFor } from '../agent/availability.ts'
import type { AgentInput, OutboundInput } from '../input.ts'
import { seconds } from '../instant.ts'
import type { Refusal } from '../refusal.ts'
import { runningFlow } from '../running-version.ts'
import type { World } from '../world.ts'
import { callerIdOf } from './caller-id.ts'
import { dialable, notDialable } from './dialable.ts'
import { chooseNode, ringCustomer } from './legs.ts'
import { addOutbound } from './new-outbound.ts'
import { ringOwnPhone } from './own-phone.ts'

/** How long an agent's own phone may ring before the customer's does. */
const AGENT_LEG_MS = seconds(20)
/** How long customers are rung for agents who dial. */
const RING_MS = seconds(60)
/** The voice node gives up by itself; this is for when it does not say so. */
const RING_SLACK_MS = seconds(2)
const NO_VOICE = 'The voice service is not there at the moment.'

/** Calls somebody for the API. */
export function startOutbound(world: World, input: OutboundInput): Refusal | undefined {
  const { contactId, queueId } = input
  if (world.contacts.has(contactId)) return alreadyThere
  const target = dialable(world.directory, world.instanceId, input.number)
  if ('refused' in target) return notDialable(target)
  if (!runningFlow(world, input.flowId)) {
    return { refused: 'ResourceNotFound', message: 'There is no such flow that may run.' }
  }
  if (world.nodes.size === 0) return { refused: 'WrongState', message: NO_VOICE }
  const until = world.now + input.ringMs + RING_SLACK_MS
  const contact = addOutbound(world, {
    contactId,
    initiationMethod: 'API',
    number: target.number,
    stage: { name: 'dialling', until },
    outbound: {
      callerId: input.callerId,
      ringMs: input.ringMs,
      flowId: input.flowId,
      detectsMachines: input.detectsMachines,
    },
  })
  contact.attributes = { ...input.attributes }
  if (queueId !== undefined) contact.targetQueueId = queueId
  if (input.relatedContactId !== undefined) contact.relatedContactId = input.relatedContactId
  if (input.references) contact.references = { ...input.references }
  const { name, description } = input
  if (name !== undefined) contact.data.Name = name
  if (description !== undefined) contact.data.Description = description
  world.wakeContact(contactId, until)
  ringCustomer(world, contact, input.ringMs)
  return undefined
}

/** Calls somebody for an agent: the agent's own phone first. */
export function dialForAgent(
  world: World,
  agent: Agent,
  input: Extract<AgentInput, { type: 'agent.dial' }>,
): Refusal | undefined {
  const { contactId } = input
  if (world.contacts.has(contactId)) return alreadyThere
  const target = dialable(world.directory, world.instanceId, input.number)
  if ('refused' in target) return notDialable(target)
  const busy = whyNotDial(world, agent)
  if (busy !== undefined) return { refused: 'WrongState', message: busy }
  const user = world.directory.get('agent', agent.agentId)
  const profile = world.directory.get('routing-profile', user?.RoutingProfileId ?? '')
  const queueId = input.queueId ?? profile?.DefaultOutboundQueueId ?? ''
  const callerId = callerIdOf(world, queueId)
  if (!world.directory.get('queue', queueId) || callerId === undefined) {
    return { refused: 'ResourceNotFound', message: 'There is no queue or number to call from.' }
  }
  const until = world.now + AGENT_LEG_MS
  const contact = addOutbound(world, {
    contactId,
    initiationMethod: 'OUTBOUND',
    number: target.number,
    stage: { name: 'reaching', queueId, agentId: agent.agentId, phase: 'agent', until },
    outbound: { callerId, ringMs: RING_MS },
  })
  contact.targetQueueId = queueId
  chooseNode(world, contact)
  world.wakeContact(contactId, until)
  // What was missed is put away by calling somebody.
  agent.contacts = agent.contacts.filter(each => !isFailed(each))
  ringOwnPhone(world, contact, agent, { queueId, callerId: target.number, timeoutMs: AGENT_LEG_MS })
  return undefined
}

function whyNotDial(world: World, agent: Agent): string | undefined {
  if (world.nodes.size === 0) return NO_VOICE
  if (!agent.reachable) return 'The agent has no phone that can be reached.'
  const status = world.directory.get('agent-state', agent.statusId)
  if (status?.Type === 'OFFLINE') return 'The agent is offline.'
  const atWork = { ...agent, contacts: agent.contacts.filter(each => !isFailed(each)) }
  if (!hasRoomFor(world, atWork, 'VOICE')) return 'The agent has a contact in hand.'
  return undefined
}

const alreadyThere: Refusal = {
  refused: 'AlreadyThere',
  message: 'There is a contact of this id already.',
}
