// The flows an instance begins with: one default of every type, which serves where nothing else is
// set, and a sample to start from. `{{HoldMusic}}` and `{{BasicQueue}}` stand for the ids of a prompt
// and a queue, and are replaced when the instance is made.
import type { FlowType } from '../directory/document.ts'
import type { Json, JsonObject } from '../json.ts'

interface DefaultFlow {
  readonly name: string
  readonly type: FlowType
  /** It serves where no other flow of its type is set. */
  readonly isDefault: boolean
  readonly content: JsonObject
}

interface Branches {
  readonly next?: string
  readonly errors?: Readonly<Record<string, string>>
  /** What the result equals, and where that leads. */
  readonly equals?: Readonly<Record<string, string>>
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  { next, errors = {}, equals = {} }: Branches = {},
): JsonObject {
  const Errors = Object.entries(errors).map(([ErrorType, to]) => ({ NextAction: to, ErrorType }))
  const Conditions = Object.entries(equals).map(([operand, to]) => {
    return { NextAction: to, Condition: { Operator: 'Equals', Operands: [operand] } }
  })
  const Transitions = {
    ...(next !== undefined && { NextAction: next }),
    ...(Errors.length > 0 && { Errors }),
    ...(Conditions.length > 0 && { Conditions }),
  }
  return { Identifier, Type, Parameters, Transitions }
}

/** Actions from left to right; the first is the start. */
function content(...actions: readonly [JsonObject, ...JsonObject[]]): JsonObject {
  const positions = actions.map((each, column): [string, Json] => {
    const position = { x: 220 + (column % 6) * 240, y: 20 + Math.floor(column / 6) * 220 }
    return [String(each.Identifier), { position, isFriendlyName: true }]
  })
  return {
    Version: '2019-10-30',
    StartAction: actions[0].Identifier,
    Metadata: {
      entryPointPosition: { x: 20, y: 20 },
      ActionMetadata: Object.fromEntries(positions),
    },
    Actions: actions,
  }
}

const end = action('End', 'EndFlowExecution', {})
const hangUp = action('Hang up', 'DisconnectParticipant', {})

const say = (identifier: string, Text: string, next: string): JsonObject =>
  action(identifier, 'MessageParticipant', { Text }, { next, errors: { NoMatchingError: next } })

const repeat = (identifier: string, ...Messages: readonly JsonObject[]): JsonObject =>
  action(identifier, 'MessageParticipantIteratively', { Messages })

const transfer = action(
  'To queue',
  'TransferContactToQueue',
  {},
  {
    next: 'Sorry error',
    errors: { QueueAtCapacity: 'Sorry full', NoMatchingError: 'Sorry error' },
  },
)
const sorryFull = say(
  'Sorry full',
  'We are sorry. All our lines are taken at the moment. Please call again later. Goodbye.',
  'Hang up',
)
const sorryError = say(
  'Sorry error',
  'We are sorry. Something went wrong on our side. Please call again later. Goodbye.',
  'Hang up',
)

const music = { PromptId: '{{HoldMusic}}' }

const sampleInboundFlow = content(
  action(
    'Record',
    'UpdateContactRecordingBehavior',
    { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } },
    { next: 'Log' },
  ),
  action('Log', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, { next: 'Menu' }),
  // The greeting is part of the question, so that whoever knows the way may press at once.
  ask('Menu', 'Hello, and thank you for calling. For sales, press 1. For support, press 2.'),
  ask('Ask again', 'For sales, press 1. For support, press 2.'),
  action(
    'Again',
    'Loop',
    { LoopCount: '2' },
    { next: 'Anybody', equals: { ContinueLooping: 'Not understood', DoneLooping: 'Anybody' } },
  ),
  say('Not understood', 'We did not get that.', 'Ask again'),
  topic('Sales', 'sales', 'Choose queue'),
  topic('Support', 'support', 'Choose queue'),
  say('Anybody', 'You will now be connected to the next free agent.', 'Choose queue'),
  action(
    'Choose queue',
    'UpdateContactTargetQueue',
    { QueueId: '{{BasicQueue}}' },
    { next: 'To queue', errors: { NoMatchingError: 'Sorry error' } },
  ),
  transfer,
  sorryFull,
  sorryError,
  hangUp,
)

function ask(identifier: string, Text: string): JsonObject {
  return action(
    identifier,
    'GetParticipantInput',
    { Text, InputTimeLimitSeconds: '5', StoreInput: 'False' },
    {
      next: 'Again',
      errors: {
        InputTimeLimitExceeded: 'Again',
        NoMatchingCondition: 'Again',
        NoMatchingError: 'Sorry error',
      },
      equals: { '1': 'Sales', '2': 'Support' },
    },
  )
}

function topic(identifier: string, value: string, next: string): JsonObject {
  const Attributes = { topic: value }
  const branches = { next, errors: { NoMatchingError: next } }
  return action(identifier, 'UpdateContactAttributes', { Attributes }, branches)
}

const sampleChatFlow = content(
  action('Log', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, { next: 'Hello' }),
  say('Hello', 'Hello, and thank you for writing to us.', 'Choose queue'),
  action(
    'Choose queue',
    'UpdateContactTargetQueue',
    { QueueId: '{{BasicQueue}}' },
    { next: 'To queue', errors: { NoMatchingError: 'Sorry error' } },
  ),
  transfer,
  say(
    'Sorry full',
    'We are sorry. Too many people are waiting at the moment. Please write to us again later.',
    'Hang up',
  ),
  say(
    'Sorry error',
    'We are sorry. Something went wrong on our side. Please write to us again later.',
    'Hang up',
  ),
  hangUp,
)

const agentTransfer = content(
  action(
    'Choose agent',
    'UpdateContactTargetQueue',
    { AgentId: '$.Agent.ARN' },
    { next: 'To queue', errors: { NoMatchingError: 'Sorry error' } },
  ),
  transfer,
  sorryFull,
  sorryError,
  hangUp,
)

/** The flows of a new instance. */
export const defaultFlows: readonly DefaultFlow[] = [
  serves('Default customer queue', 'CUSTOMER_QUEUE', [
    repeat(
      'Wait',
      { Text: 'All our agents are busy. You will be connected as soon as one is free.' },
      music,
    ),
  ]),
  serves('Default customer hold', 'CUSTOMER_HOLD', [repeat('Hold', music)]),
  serves('Default agent hold', 'AGENT_HOLD', [repeat('Hold', { Text: 'You are on hold.' }, music)]),
  serves('Default customer whisper', 'CUSTOMER_WHISPER', [end]),
  serves('Default agent whisper', 'AGENT_WHISPER', [say('Queue', '$.Queue.Name', 'End'), end]),
  serves('Default outbound', 'OUTBOUND_WHISPER', [end]),
  {
    name: 'Default agent transfer',
    type: 'AGENT_TRANSFER',
    isDefault: true,
    content: agentTransfer,
  },
  serves('Default queue transfer', 'QUEUE_TRANSFER', [transfer, sorryFull, sorryError, hangUp]),
  {
    name: 'Sample inbound flow',
    type: 'CONTACT_FLOW',
    isDefault: false,
    content: sampleInboundFlow,
  },
  { name: 'Sample chat flow', type: 'CONTACT_FLOW', isDefault: false, content: sampleChatFlow },
]

function serves(
  name: string,
  type: FlowType,
  actions: readonly [JsonObject, ...JsonObject[]],
): DefaultFlow {
  return { name, type, isDefault: true, content: content(...actions) }
}
