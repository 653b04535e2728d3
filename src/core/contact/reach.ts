// An agent is there and the customer is not: the customer is called. The outbound whisper flow of the
// queue is heard by the customer before the talk; one that dials by itself (CompleteOutboundCall)
// begins before the call, and goes on when it is answered.
import type { Agent } from '../agent/agent.ts'
import { findContact } from '../agent/availability.ts'
import { minutes } from '../instant.ts'
import { runningFlow } from '../running-version.ts'
import type { World } from '../world.ts'
import { completeCall } from './complete-call.ts'
import type { Contact } from './contact.ts'
import { defaultFlow } from './hook.ts'
import { startRun } from './run.ts'

/** How long a flow may take before it dials. */
const BEFORE_CALL_MS = minutes(2)

/** Calls the customer for an agent who is there. */
export function reach(world: World, contact: Contact, agent: Agent, queueId: string): void {
  const until = world.now + BEFORE_CALL_MS
  const held = findContact(agent, contact.contactId)
  if (held) {
    held.until = undefined
    held.since = world.now
  }
  contact.stage = { name: 'reaching', queueId, agentId: agent.agentId, phase: 'flow', until }
  world.wakeContact(contact.contactId, until)
  world.agentChanged(agent.agentId)
  const flowId = outboundWhisper(world, queueId)
  if (flowId !== undefined && dialsItself(world, flowId)) {
    contact.customerLegId = world.chance.uuid()
    if (startRun(world, contact, { role: 'customer', legId: contact.customerLegId, flowId })) return
  }
  completeCall(world, contact)
}

/** The flow that customers hear who are called for a queue. */
export function outboundWhisper(world: World, queueId: string): string | undefined {
  const chosen = world.directory.get('queue', queueId)?.OutboundCallerConfig?.OutboundFlowId
  return chosen ?? defaultFlow(world, 'OUTBOUND_WHISPER')
}

function dialsItself(world: World, flowId: string): boolean {
  const running = runningFlow(world, flowId)
  const flow = running && world.flowByKey(running.flowKey)
  return [...(flow?.actions.values() ?? [])].some(({ type }) => type === 'CompleteOutboundCall')
}
