// An agent passes a contact on: by quick connect to a queue, to another agent or into a flow, or a call
// to a number outside.
import type { Agent } from '../agent/agent.ts'
import type { AgentInput } from '../input.ts'
import { type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import { callIn, whyFull } from './add-party.ts'
import { type Contact, isVoice } from './contact.ts'
import { leaveTalk } from './leave-talk.ts'
import { type NumberTarget, targetOf } from './quick-connect-target.ts'
import { transfer } from './transfer.ts'
import { transferCall } from './transfer-call.ts'

type QuickTransfer = Extract<AgentInput, { type: 'agent.transfer' }>

export function quickTransfer(
  world: World,
  contact: Contact,
  agent: Agent,
  input: QuickTransfer,
): Refusal | undefined {
  const { stage } = contact
  const { newContactId, contactId } = input
  if (stage.name !== 'connected' || stage.agentId !== agent.agentId) {
    return { refused: 'WrongState', message: 'Only a contact one talks to can be passed on.' }
  }
  if (contact.asksFor !== undefined) {
    return { refused: 'WrongState', message: 'Another agent has the customer of this call.' }
  }
  if (world.contacts.has(newContactId) || world.legs.has(newContactId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id already.' }
  }
  const to = targetOf(world, input)
  if ('refused' in to) return to
  if (to.kind === 'number') return passOut(world, contact, agent, { newContactId, to })
  const { flowId, queueId } = to
  const goesTo = queueId === undefined ? { flowId } : { flowId, queueId }
  if (!isVoice(contact)) {
    const goesOn = { type: 'contact.transfer', contactId, newContactId, ...goesTo } as const
    const outcome = transfer(world, contact, goesOn)
    if (typeof outcome === 'object') return outcome
    return outcome ? undefined : wrongState(stage.name)
  }
  transferCall(world, contact, { newContactId, ...goesTo })
  return undefined
}

/** Without a word to whoever is called: the customer hears it ring. */
function passOut(
  world: World,
  contact: Contact,
  agent: Agent,
  { newContactId, to }: { readonly newContactId: string; readonly to: NumberTarget },
): Refusal | undefined {
  if (!isVoice(contact)) {
    return { refused: 'WrongState', message: 'Only calls can be passed on to a number.' }
  }
  const refused =
    whyFull(contact, 0) ?? callIn(world, contact, agent, { partyId: newContactId, target: to })
  if (refused) return refused
  leaveTalk(world, contact, agent, 'AGENT_DISCONNECT')
  return undefined
}
