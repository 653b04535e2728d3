// An agent passes a contact on by quick connect: to a queue, to another agent, or into a flow.
import type { Agent } from '../agent/agent.ts'
import type { AgentInput } from '../input.ts'
import type { JsonObject } from '../json.ts'
import { agentQueueId } from '../queue/agent-queue.ts'
import type { Refusal } from '../refusal.ts'
import { runningFlow } from '../running-version.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'
import { transfer } from './transfer.ts'
import { transferCall } from './transfer-call.ts'

type QuickTransfer = Extract<AgentInput, { type: 'agent.transfer' }>

interface Destination {
  readonly flowId: string
  readonly queueId?: string
}

export function quickTransfer(
  world: World,
  contact: Contact,
  agent: Agent,
  { quickConnectId, newContactId, contactId }: QuickTransfer,
): Refusal | undefined {
  const { stage } = contact
  if (stage.name !== 'connected' || stage.agentId !== agent.agentId) {
    return { refused: 'WrongState', message: 'Only a contact one talks to can be passed on.' }
  }
  if (world.contacts.has(newContactId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id already.' }
  }
  const to = destination(world, quickConnectId)
  if ('refused' in to) return to
  if (!isVoice(contact)) {
    const goesOn = { type: 'contact.transfer', contactId, newContactId, ...to } as const
    const outcome = transfer(world, contact, goesOn)
    return typeof outcome === 'object' ? outcome : undefined
  }
  transferCall(world, contact, { newContactId, ...to })
  return undefined
}

function destination(world: World, quickConnectId: string): Destination | Refusal {
  const quickConnect = world.directory.get('transfer-destination', quickConnectId)
  if (!quickConnect) return notThere('There is no such quick connect.')
  // Written by operations that check which members go with which type.
  const { QueueConfig, UserConfig, FlowConfig } = quickConnect.QuickConnectConfig as {
    readonly [config: string]: JsonObject | undefined
  }
  const flowId = (QueueConfig ?? UserConfig ?? FlowConfig)?.ContactFlowId
  if (typeof flowId !== 'string') {
    return notThere(
      'Calls to outside numbers are passed on by a flow: use a quick connect of a flow.',
    )
  }
  if (!runningFlow(world, flowId)) return notThere('The flow of the quick connect does not run.')
  if (UserConfig) {
    const userId = String(UserConfig.UserId)
    if (!world.agents.has(userId)) return notThere('There is no such agent any more.')
    return { flowId, queueId: agentQueueId(userId) }
  }
  if (!QueueConfig) return { flowId }
  const queueId = String(QueueConfig.QueueId)
  const isThere = world.directory.get('queue', queueId) !== undefined
  return isThere ? { flowId, queueId } : notThere('There is no such queue any more.')
}

function notThere(message: string): Refusal {
  return { refused: 'ResourceNotFound', message }
}
