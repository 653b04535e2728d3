// How a simulated centre is configured: a queue and a flow for each kind of contact, agents by group.
import type { Input } from '../core/input.ts'
import type { JsonObject } from '../core/json.ts'
import type { TrafficModel } from './traffic-model.ts'

export const AVAILABLE = 'Available'
export const OFFLINE = 'Offline'

/** Those who are always there are `name-0` and so on, those of the second shift `name-2-0`. */
export function agentIds(group: string, shift: number, count: number): string[] {
  const prefix = shift === 0 ? group : `${group}-${shift}`
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`)
}

/** Everything that is put before the first contact comes. */
export function configuration({ classes, groups }: TrafficModel): Input[] {
  const inputs: Input[] = []
  const put = (
    kind:
      | 'agent-state'
      | 'operating-hours'
      | 'queue'
      | 'contact-flow'
      | 'routing-profile'
      | 'agent',
    id: string,
    document: JsonObject,
  ) => inputs.push({ type: 'config.put', kind, id, document })
  put('agent-state', AVAILABLE, { Name: AVAILABLE, Type: 'ROUTABLE', State: 'ENABLED' })
  put('agent-state', OFFLINE, { Name: OFFLINE, Type: 'OFFLINE', State: 'ENABLED' })
  put(
    'contact-flow',
    'waiting',
    flow('Waiting', 'CUSTOMER_QUEUE', [action('end', 'EndFlowExecution')]),
  )
  for (const { name, maxContactsInQueue } of classes) {
    put('queue', name, {
      Name: name,
      Status: 'ENABLED',
      ...(maxContactsInQueue !== undefined && { MaxContacts: maxContactsInQueue }),
    })
    put('contact-flow', `to ${name}`, flow(`to ${name}`, 'CONTACT_FLOW', toQueue(name)))
  }
  for (const { name, agents, shifts = [], concurrency, serves } of groups) {
    put('routing-profile', name, {
      Name: name,
      DefaultOutboundQueueId: serves[0]?.name ?? '',
      MediaConcurrencies: [{ Channel: 'TASK', Concurrency: concurrency }],
      QueueConfigs: serves.map(({ name: QueueId, priority: Priority, delayMs = 0 }) => {
        return { QueueId, Channel: 'TASK', Priority, Delay: delayMs / 1000 }
      }),
    })
    const counts = [agents, ...shifts.map(each => each.agents)]
    for (const agentId of counts.flatMap((count, shift) => agentIds(name, shift, count))) {
      put('agent', agentId, {
        Username: agentId,
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 0 },
        SecurityProfileIds: [],
        RoutingProfileId: name,
      })
    }
  }
  return inputs
}

function flow(Name: string, Type: string, Actions: readonly JsonObject[]): JsonObject {
  const Content = JSON.stringify({
    Version: '2019-10-30',
    StartAction: Actions[0]?.Identifier,
    Actions,
  })
  const IsDefault = Type === 'CUSTOMER_QUEUE'
  return { Name, Type, State: 'ACTIVE', Status: 'PUBLISHED', Content, IsDefault }
}

function toQueue(QueueId: string): JsonObject[] {
  const failing = ['NoMatchingError', 'QueueAtCapacity'].map(ErrorType => ({
    ErrorType,
    NextAction: 'leave',
  }))
  return [
    action('queue', 'UpdateContactTargetQueue', { QueueId }, { NextAction: 'go', Errors: failing }),
    action('go', 'TransferContactToQueue', {}, { NextAction: 'leave', Errors: failing }),
    action('leave', 'DisconnectParticipant'),
  ]
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject = {},
  Transitions: JsonObject = {},
): JsonObject {
  return { Identifier, Type, Parameters, Transitions }
}
