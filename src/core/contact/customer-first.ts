// A callback that rings the customer before any agent: when its turn has come and an agent could take it,
// that agent is kept free while the customer is rung, so that no more customers are rung than there are
// agents. Who answers hears the flow chosen for that, which brings them to an agent; for a while that one
// is still kept free.
import type { Agent } from '../agent/agent.ts'
import { forgetIdle, updateIdle } from '../agent/availability.ts'
import { type Instant, seconds } from '../instant.ts'
import { removeWaiting } from '../queue/waiting.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { dialable } from './dialable.ts'
import { chooseNode, ringCustomer } from './legs.ts'
import { closeStay } from './queue-stay.ts'
import { stopRun } from './run.ts'

/** The voice node gives up by itself; this is for when it does not say so. */
const RING_SLACK_MS = seconds(2)

/** Without a voice node it is tried again after so long. */
const NO_VOICE_MS = seconds(5)
/** So long an agent is kept free for who has answered and hears a flow. */
const KEPT_MS = seconds(60)

/** Is the customer to be rung before an agent is asked? */
export function ringsCustomerFirst({ outbound, customerPresent }: Contact): boolean {
  return outbound?.answeredFlowId !== undefined && !customerPresent
}

/** Rings the customer while the agent is kept free. */
export function ringFirst(world: World, contact: Contact, agent: Agent, queueId: string): void {
  const { outbound, contactId } = contact
  if (!outbound) return
  removeWaiting(world, queueId, contactId)
  contact.dequeuedAt = world.now
  stopRun(world, contact, 'customer')
  keepFree(world, contact, agent)
  chooseNode(world, contact)
  if (contact.node === '') return waitForVoice(world, contact)
  const until = world.now + outbound.ringMs + RING_SLACK_MS
  contact.stage = { name: 'dialling', until }
  world.live.contactChanged(contactId)
  world.wakeContact(contactId, until)
  // What was allowed when the call was promised may not be any more.
  if ('refused' in dialable(world.directory, world.instanceId, contact.customerAddress)) {
    world.signals.push({ type: 'call.forbidden', contactId })
  } else ringCustomer(world, contact, outbound.ringMs)
}

/** Nobody can be rung at the moment: it is back in its place a little later. */
function waitForVoice(world: World, contact: Contact): void {
  const until = world.now + NO_VOICE_MS
  contact.stage = { name: 'scheduled', until }
  world.live.contactChanged(contact.contactId)
  world.wakeContact(contact.contactId, until)
  giveAgentBack(world, contact)
}

/** Who has been rung first is there. The age that the contact had in the queue is its age there once more. */
export function answeredFirst(world: World, contact: Contact): void {
  const { enqueuedAt, outbound, contactId } = contact
  if (outbound?.answeredFlowId === undefined) return
  closeStay(world, contact, 'transferred')
  if (enqueuedAt !== undefined) contact.ageAdjustmentMs += world.now - enqueuedAt
  outbound.keepsUntil = world.now + KEPT_MS
  world.wakeContact(contactId, outbound.keepsUntil)
}

/** Nobody is kept free for ever. */
export function keptDue(world: World, contact: Contact): void {
  const { keepsUntil } = contact.outbound ?? {}
  if (keepsUntil !== undefined && keepsUntil <= world.now) giveAgentBack(world, contact)
}

/** When that is, for those who restore the contact. */
export function keptMoment({ outbound }: Contact): Instant | undefined {
  return outbound?.keepsUntil
}

function keepFree(world: World, contact: Contact, agent: Agent): void {
  const idleSince = agent.idle.VOICE ?? world.now
  agent.keptFor = { contactId: contact.contactId, idleSince }
  if (contact.outbound) contact.outbound.keepsAgent = agent.agentId
  forgetIdle(world, agent)
  world.agentChanged(agent.agentId)
}

/** The agent who was kept free for the contact can take others again, in the same place of the line. */
export function giveAgentBack(world: World, contact: Contact): void {
  const agent = world.agents.get(contact.outbound?.keepsAgent ?? '')
  if (contact.outbound) {
    delete contact.outbound.keepsAgent
    delete contact.outbound.keepsUntil
  }
  if (agent?.keptFor?.contactId !== contact.contactId) return
  const { idleSince } = agent.keptFor
  agent.keptFor = undefined
  updateIdle(world, agent, idleSince)
  world.agentChanged(agent.agentId)
}
