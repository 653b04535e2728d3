// Where a quick connect leads.
import type { JsonObject } from '../json.ts'
import { agentQueueId } from '../queue/agent-queue.ts'
import type { Refusal } from '../refusal.ts'
import { runningFlow } from '../running-version.ts'
import type { World } from '../world.ts'
import type { Party } from './contact.ts'
import { dialable, notDialable } from './dialable.ts'

export interface FlowTarget {
  readonly kind: Exclude<Party['kind'], 'number'>
  readonly name: string
  readonly flowId: string
  readonly queueId?: string
}

export interface NumberTarget {
  readonly kind: 'number'
  readonly name: string
  /** E.164, and allowed. */
  readonly number: string
}

/** A quick connect or a number that an agent has chosen. */
export function targetOf(
  world: World,
  { quickConnectId, number }: { readonly quickConnectId?: string; readonly number?: string },
): FlowTarget | NumberTarget | Refusal {
  return quickConnectId === undefined
    ? numberTarget(world, number ?? '', number ?? '')
    : quickConnectTarget(world, quickConnectId)
}

function numberTarget(world: World, text: string, name: string): NumberTarget | Refusal {
  const target = dialable(world.directory, world.instanceId, text)
  return 'refused' in target ? notDialable(target) : { kind: 'number', name, number: target.number }
}

function quickConnectTarget(
  world: World,
  quickConnectId: string,
): FlowTarget | NumberTarget | Refusal {
  const quickConnect = world.directory.get('transfer-destination', quickConnectId)
  if (!quickConnect) return notThere('There is no such quick connect.')
  // Written by operations that check which members go with which type.
  const { QueueConfig, UserConfig, FlowConfig, PhoneConfig } = quickConnect.QuickConnectConfig as {
    readonly [config: string]: JsonObject | undefined
  }
  const name = String(quickConnect.Name)
  if (PhoneConfig) return numberTarget(world, String(PhoneConfig.PhoneNumber), name)
  const flowId = (QueueConfig ?? UserConfig ?? FlowConfig)?.ContactFlowId
  if (typeof flowId !== 'string' || !runningFlow(world, flowId)) {
    return notThere('The flow of the quick connect does not run.')
  }
  if (UserConfig) {
    const userId = String(UserConfig.UserId)
    if (!world.agents.has(userId)) return notThere('There is no such agent any more.')
    return { kind: 'agent', name, flowId, queueId: agentQueueId(userId) }
  }
  if (!QueueConfig) return { kind: 'flow', name, flowId }
  const queueId = String(QueueConfig.QueueId)
  if (!world.directory.get('queue', queueId)) return notThere('There is no such queue any more.')
  return { kind: 'queue', name, flowId, queueId }
}

function notThere(message: string): Refusal {
  return { refused: 'ResourceNotFound', message }
}
