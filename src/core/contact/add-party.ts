// An agent calls somebody into the call: a number outside, or another agent by a contact of its own
// that goes through a transfer flow like any other. Meanwhile everybody else is on hold.
import type { Agent } from '../agent/agent.ts'
import { findContact } from '../agent/availability.ts'
import type { AgentInput } from '../input.ts'
import { seconds } from '../instant.ts'
import { agentQueueId } from '../queue/agent-queue.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { callerIdOf } from './caller-id.ts'
import { type Contact, isVoice, type Party } from './contact.ts'
import { endContact } from './ending.ts'
import { goOn } from './go-on.ts'
import { playRingback } from './legs.ts'
import { bargingIn } from './listeners.ts'
import { PARTICIPANTS_MAX, PARTIES_MAX } from './participant-limit.ts'
import { callChanged, contactsOfCall, partiesOf, setMix } from './party.ts'
import { entertainAgent, holdOne } from './party-music.ts'
import { type FlowTarget, type NumberTarget, targetOf } from './quick-connect-target.ts'
import { startRun } from './run.ts'
import { hold } from './talking.ts'

const RING_MS = seconds(60)

type AddParty = Extract<AgentInput, { type: 'agent.addParty' }>

export function addParty(
  world: World,
  contact: Contact,
  agent: Agent,
  input: AddParty,
): Refusal | undefined {
  const refused = whyNotAdd(world, contact, agent, input.partyId)
  if (refused) return refused
  const target = targetOf(world, input)
  if ('refused' in target) return target
  return callIn(world, contact, agent, { partyId: input.partyId, target })
}

/** Calls somebody in who has been found; the agent has the call. */
export function callIn(
  world: World,
  contact: Contact,
  agent: Agent,
  { partyId, target }: { readonly partyId: string; readonly target: FlowTarget | NumberTarget },
): Refusal | undefined {
  const legId = findContact(agent, contact.contactId)?.legId ?? ''
  if (target.kind === 'agent' && target.queueId === agentQueueId(agent.agentId)) {
    return wrongState('Nobody calls in oneself.')
  }
  hold(world, contact, agent)
  for (const party of partiesOf(contact)) holdOne(world, contact, party, true)
  const { kind, name } = target
  const address = target.kind === 'number' ? { address: target.number } : {}
  const party: Party = { partyId, kind, name, ...address, onHold: false }
  contact.parties = [...(contact.parties ?? []), party]
  entertainAgent(world, contact)
  setMix(world, contact)
  if (target.kind === 'number') dial(world, contact, { partyId, legId, number: target.number })
  else ask(world, contact, { partyId, legId, target })
  callChanged(world, contact)
  return undefined
}

/**
 * Why nobody else can be called in. @param agents who stay with the customer: the one who calls and
 * supervisors who have barged in, or nobody.
 */
export function whyFull(contact: Contact, agents: number): Refusal | undefined {
  const customer = 1
  if (partiesOf(contact).length + customer + agents >= PARTICIPANTS_MAX) {
    return wrongState(`There are ${PARTICIPANTS_MAX} in the call already.`)
  }
  if ((contact.parties ?? []).length >= PARTIES_MAX) {
    return wrongState(`Nobody else can come to this call: ${PARTIES_MAX} have been there.`)
  }
  return undefined
}

function whyNotAdd(
  world: World,
  contact: Contact,
  agent: Agent,
  partyId: string,
): Refusal | undefined {
  const { stage } = contact
  if (!isVoice(contact) || stage.name !== 'connected' || stage.agentId !== agent.agentId) {
    return wrongState('Others can be called only into a call one has.')
  }
  if (contact.asksFor !== undefined) {
    return wrongState('Only the agent who has the customer can call others in.')
  }
  const isFull = whyFull(contact, 1 + bargingIn(world, contactsOfCall(world, contact)).length)
  if (isFull) return isFull
  if (world.contacts.has(partyId) || world.legs.has(partyId)) {
    return { refused: 'AlreadyThere', message: 'There is a party of this id already.' }
  }
  return undefined
}

function dial(
  world: World,
  contact: Contact,
  of: { readonly partyId: string; readonly legId: string; readonly number: string },
): void {
  const { contactId, node, targetQueueId, systemAddress } = contact
  world.legs.set(of.partyId, { contactId, role: 'thirdParty' })
  world.counters.calls_made++
  playRingback(world, contact, of.legId)
  world.effect({
    type: 'leg.dial',
    node,
    legId: of.partyId,
    to: { type: 'number', number: of.number },
    callerId: callerIdOf(world, targetQueueId) ?? systemAddress,
    timeoutMs: RING_MS,
  })
}

/** The agent hears what the transfer flow says, and then the queue. */
function ask(
  world: World,
  contact: Contact,
  of: { readonly partyId: string; readonly legId: string; readonly target: FlowTarget },
): void {
  const { flowId, queueId } = of.target
  const { legId } = of
  const asking = goOn(world, contact, {
    contactId: of.partyId,
    asksFor: contact.contactId,
    customerLegId: legId,
    ...(queueId !== undefined && { targetQueueId: queueId }),
  })
  const began = startRun(world, asking, { role: 'customer', legId, flowId })
  if (!began) endContact(world, asking, 'CONTACT_FLOW_DISCONNECT')
}

function wrongState(message: string): Refusal {
  return { refused: 'WrongState', message }
}
