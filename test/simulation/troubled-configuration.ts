// What the troubled centre is: a number, a flow into one of three queues, and agents of two kinds.
import type { Kind } from '../../src/core/directory/document.ts'
import type { Input } from '../../src/core/input.ts'
import type { JsonObject } from '../../src/core/json.ts'

export const NUMBER = '+15550100'
export const FLOW = 'flow'
export const AVAILABLE = 'available'
export const OFFLINE = 'offline'
export const QUEUES = ['sales', 'service', 'small']
export const AGENTS = Array.from({ length: 24 }, (_, n) => `agent-${n}`)

/** Who is called into calls: queues, some of the agents, and a number outside. */
const TARGETS = [...QUEUES, ...AGENTS.slice(0, 6), 'outside']
export const QUICK_CONNECTS = TARGETS.map(quickConnectId)

/** Each thing once, in an order in which they can be put. */
export function troubledConfiguration(): readonly Input[] {
  const put = (kind: Kind, id: string, document: JsonObject): Input => {
    return { type: 'config.put', kind, id, document }
  }
  return [
    put('agent-state', AVAILABLE, { Name: 'Available', Type: 'ROUTABLE', State: 'ENABLED' }),
    put('agent-state', OFFLINE, { Name: 'Offline', Type: 'OFFLINE', State: 'ENABLED' }),
    ...QUEUES.map(id => {
      return put('queue', id, {
        Name: id,
        Status: 'ENABLED',
        ...(id === 'small' && { MaxContacts: 5 }),
      })
    }),
    put('contact-flow', 'waiting', flow('CUSTOMER_QUEUE', WAITING)),
    put('contact-flow', FLOW, flow('CONTACT_FLOW', ENTRY)),
    put('contact-flow', 'remaining', flow('CONTACT_FLOW', REMAINING)),
    put('contact-flow', 'transfer', flow('QUEUE_TRANSFER', TRANSFER)),
    put('contact-flow', 'holding', flow('CUSTOMER_HOLD', WAITING)),
    put('contact-flow', 'agent holding', flow('AGENT_HOLD', WAITING)),
    ...TARGETS.map(id => put('transfer-destination', quickConnectId(id), quickConnect(id))),
    put('phone-number', NUMBER, {
      PhoneNumber: NUMBER,
      PhoneNumberType: 'DID',
      PhoneNumberCountryCode: 'US',
      ContactFlowId: FLOW,
    }),
    ...['one', 'many'].map(id => put('routing-profile', id, profile(id))),
    ...AGENTS.map((id, n) => put('agent', id, user(id, n))),
  ]
}

function quickConnectId(target: string): string {
  return `to ${target}`
}

function quickConnect(id: string): JsonObject {
  const ContactFlowId = 'transfer'
  const QuickConnectConfig =
    id === 'outside'
      ? { QuickConnectType: 'PHONE_NUMBER', PhoneConfig: { PhoneNumber: '+12065550188' } }
      : QUEUES.includes(id)
        ? { QuickConnectType: 'QUEUE', QueueConfig: { QueueId: id, ContactFlowId } }
        : { QuickConnectType: 'USER', UserConfig: { UserId: id, ContactFlowId } }
  return { Name: id, QuickConnectConfig }
}

function profile(Name: string): JsonObject {
  const most = Name === 'one' ? 1 : 2
  return {
    Name,
    DefaultOutboundQueueId: 'sales',
    MediaConcurrencies: [
      { Channel: 'VOICE', Concurrency: 1 },
      { Channel: 'CHAT', Concurrency: most },
      { Channel: 'TASK', Concurrency: most },
    ],
    QueueConfigs: ['VOICE', 'CHAT', 'TASK'].flatMap(Channel => {
      return QUEUES.map((QueueId, n) => {
        return { QueueId, Channel, Priority: n === 1 ? 1 : 2, Delay: Name === 'many' ? 0 : 5 * n }
      })
    }),
  }
}

function user(Username: string, n: number): JsonObject {
  return {
    Username,
    PhoneConfig: {
      PhoneType: 'SOFT_PHONE',
      AutoAccept: n % 5 === 0,
      AfterContactWorkTimeLimit: n % 2 === 0 ? 10 : 0,
    },
    SecurityProfileIds: [],
    RoutingProfileId: n % 3 === 0 ? 'one' : 'many',
  }
}

/** Into the queue that was chosen; who finds it full is told and hung up on. */
const GO = [
  action(
    'go',
    'TransferContactToQueue',
    {},
    {
      NextAction: 'bye',
      Errors: ['QueueAtCapacity', 'NoMatchingError'].map(ErrorType => ({
        ErrorType,
        NextAction: 'full',
      })),
    },
  ),
  action('full', 'MessageParticipant', { Text: 'Call later.' }, failing('bye', 'bye')),
  action('bye', 'DisconnectParticipant'),
]

const TRANSFER = [
  action('hello', 'MessageParticipant', { Text: 'One moment.' }, failing('go', 'go')),
  ...GO,
]

/** Whom an agent has left: some are put into the queue again. */
const REMAINING = [
  action('thanks', 'MessageParticipant', { Text: 'How was it?' }, failing('some', 'some')),
  action(
    'some',
    'DistributeByPercentage',
    {},
    {
      NextAction: 'bye',
      Conditions: [condition('NumberLessThan', '21', 'go')],
      Errors: [{ ErrorType: 'NoMatchingCondition', NextAction: 'bye' }],
    },
  ),
  ...GO,
]

const WAITING = [
  action('music', 'MessageParticipantIteratively', {
    Messages: [{ Text: 'Please wait.' }],
  }),
]

/** Recorded, then to a queue by lot. */
const ENTRY = [
  action(
    'record',
    'UpdateContactRecordingBehavior',
    { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } },
    { NextAction: 'remaining' },
  ),
  action(
    'remaining',
    'UpdateContactEventHooks',
    { EventHooks: { CustomerRemaining: 'remaining' } },
    failing('hello', 'hello'),
  ),
  action('hello', 'MessageParticipant', { Text: 'Hello.' }, failing('lot', 'lot')),
  action(
    'lot',
    'DistributeByPercentage',
    {},
    {
      NextAction: 'to small',
      Conditions: [
        condition('NumberLessThan', '41', 'to sales'),
        condition('NumberLessThan', '81', 'to service'),
      ],
      Errors: [{ ErrorType: 'NoMatchingCondition', NextAction: 'to small' }],
    },
  ),
  ...QUEUES.map(QueueId => {
    return action(`to ${QueueId}`, 'UpdateContactTargetQueue', { QueueId }, failing('go', 'bye'))
  }),
  ...GO,
]

function condition(Operator: string, operand: string, NextAction: string): JsonObject {
  return { NextAction, Condition: { Operator, Operands: [operand] } }
}

function failing(NextAction: string, otherwise: string): JsonObject {
  return { NextAction, Errors: [{ ErrorType: 'NoMatchingError', NextAction: otherwise }] }
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject = {},
  Transitions: JsonObject = {},
): JsonObject {
  return { Identifier, Type, Parameters, Transitions }
}

function flow(Type: string, Actions: readonly JsonObject[]): JsonObject {
  const StartAction = Actions[0]?.Identifier
  return {
    Name: Type,
    Type,
    State: 'ACTIVE',
    Status: 'PUBLISHED',
    IsDefault: Type === 'CUSTOMER_QUEUE' || Type.endsWith('HOLD'),
    Content: JSON.stringify({ Version: '2019-10-30', StartAction, Actions }),
  }
}
