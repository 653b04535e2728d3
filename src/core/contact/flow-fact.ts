// A flow has been left: written down for history, once for each run.
import type { FlowType } from '../directory/document.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { Handover, World } from '../world.ts'
import type { Contact } from './contact.ts'
import { subtypeOf } from './segment-attributes.ts'

/** Flows in which the centre deals with the customer itself. */
const TALKING: readonly FlowType[] = [
  'CONTACT_FLOW',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
]

/** @param end what followed it: a handover, its own end, or that it was stopped on its way. */
export function flowLeft(
  world: World,
  contact: Contact,
  run: FlowRun,
  end: Handover | 'ended' | 'stopped',
): void {
  // Runs that were saved before flows were counted do not know when they began.
  const startedAt = run.startedAt ?? contact.initiatedAt
  if (TALKING.includes(run.flowType)) {
    contact.flowMs = (contact.flowMs ?? 0) + world.now - startedAt
  }
  if (!world.keepsHistory) return
  world.event({
    type: 'fact',
    fact: {
      kind: 'flow',
      contactId: contact.contactId,
      channel: contact.channel,
      subtype: subtypeOf(contact),
      initiationMethod: contact.initiationMethod,
      flowId: run.callers?.[0]?.flowId ?? run.flowId,
      flowType: run.flowType,
      startedAt,
      endedAt: world.now,
      previousFlowId: run.previousFlowId,
      ...outcomeOf(contact, end),
    },
  })
}

function outcomeOf(contact: Contact, end: Handover | 'ended' | 'stopped') {
  if (end === 'ended') return { outcome: 'ENDED_FLOW_EXECUTION' }
  if (end === 'stopped') {
    const gone = contact.disconnectedAt !== undefined
    return { outcome: gone ? 'DROPPED' : 'ENDED_FLOW_EXECUTION' }
  }
  switch (end.to) {
    case 'queue':
      return { outcome: 'TRANSFERRED_TO_QUEUE', nextQueueId: end.queueId }
    case 'agent':
      return { outcome: 'TRANSFERRED_TO_AGENT' }
    case 'flow':
      return { outcome: 'TRANSFERRED_TO_FLOW', nextFlowId: end.flowId }
    case 'nobody':
      return { outcome: 'DISCONNECTED_PARTICIPANT' }
  }
}
