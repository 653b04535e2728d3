import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../json.ts'
import { checkFlow } from '../check.ts'
import { elementsOf, membersOf } from '../parameter.ts'
import { importLegacy, isLegacy } from './import-legacy.ts'

/** A parameter in short: `[name, value]`, with a namespace or a key after it. */
type Short = readonly [name: string, value: Json, namespace?: string | undefined, key?: string]
/** A branch in short: `condition`, or `condition operator operand`; all lead to the end. */
interface Block {
  readonly type: string
  readonly target?: string
  readonly parameters?: readonly Short[]
  readonly branches?: readonly string[]
  readonly metadata?: JsonObject
}

function legacyFlow(block: Block, type = 'contactFlow'): JsonObject {
  const parameters = (block.parameters ?? []).map(([name, value, namespace, key]) => {
    return { name, value, namespace: namespace ?? null, ...(key !== undefined && { key }) }
  })
  const branches = (block.branches ?? []).map(each => {
    const [condition, conditionType, conditionValue] = each.split(' ')
    const transition = condition === 'Success' ? 'on' : 'end'
    return { condition, transition, ...(conditionType && { conditionType, conditionValue }) }
  })
  const metadata = { position: { x: 1, y: 2 }, ...block.metadata }
  const modules = [
    { id: 'it', type: block.type, target: block.target ?? '', parameters, branches, metadata },
    { id: 'on', type: 'Disconnect', branches: [], parameters: [], metadata: {} },
    { id: 'end', type: 'Disconnect', branches: [], parameters: [], metadata: {} },
  ]
  return { modules, version: '1', type, start: 'it', metadata: { name: 'A flow', hash: '' } }
}

/** The action a block becomes, its branches as `branch > target`. */
function converted(block: Block, type?: string) {
  const [action] = elementsOf(importLegacy(legacyFlow(block, type)).Actions).map(membersOf)
  const transitions = membersOf(action?.Transitions)
  const next = transitions.NextAction === undefined ? [] : [`next > ${transitions.NextAction}`]
  const conditions = elementsOf(transitions.Conditions).map(each => {
    const { Operator, Operands } = membersOf(membersOf(each).Condition)
    return `${Operator} ${elementsOf(Operands)} > ${membersOf(each).NextAction}`
  })
  const errors = elementsOf(transitions.Errors).map(each => {
    return `${membersOf(each).ErrorType} > ${membersOf(each).NextAction}`
  })
  return [action?.Type, action?.Parameters, [...next, ...conditions, ...errors]]
}

const fine = ['Success', 'Error']
const ways = ['next > on', 'NoMatchingError > end']

describe('every block of the old designer has its action', () => {
  test.each<[Block, string, JsonObject, readonly string[]]>([
    [
      {
        type: 'PlayPrompt',
        parameters: [
          ['Text', 'Hi'],
          ['TextToSpeechType', 'text'],
        ],
        branches: ['Success'],
      },
      'MessageParticipant',
      { Text: 'Hi' },
      ['next > on'],
    ],
    [
      {
        type: 'PlayPrompt',
        parameters: [
          ['Text', 'said', 'External'],
          ['TextToSpeechType', 'ssml'],
        ],
        branches: fine,
      },
      'MessageParticipant',
      { SSML: '$.External.said' },
      ways,
    ],
    [
      { type: 'PlayAudio', parameters: [['AudioPrompt', 'prompt-1']], branches: ['Success'] },
      'MessageParticipant',
      { PromptId: 'prompt-1' },
      ['next > on'],
    ],
    [
      {
        type: 'GetUserInput',
        target: 'Digits',
        parameters: [
          ['Text', '1?'],
          ['Timeout', 8],
          ['MaxDigits', '1'],
        ],
        branches: ['Evaluate Equals 1', 'Timeout', 'NoMatch', 'Error'],
      },
      'GetParticipantInput',
      { Text: '1?', StoreInput: 'False', InputTimeLimitSeconds: '8' },
      [
        'next > end',
        'Equals 1 > end',
        'InputTimeLimitExceeded > end',
        'NoMatchingCondition > end',
        'NoMatchingError > end',
      ],
    ],
    [
      {
        type: 'GetUserInput',
        target: 'Lex',
        parameters: [
          ['Text', 'Yes?'],
          ['BotName', 'b'],
          ['BotAlias', 'a'],
          ['BotRegion', 'r'],
          ['Parameter', 'v', undefined, 'k'],
        ],
        branches: ['Evaluate Equals Order', 'NoMatch', 'Error'],
      },
      'ConnectParticipantWithLexBot',
      {
        Text: 'Yes?',
        LexBot: { Name: 'b', Region: 'r', Alias: 'a' },
        LexSessionAttributes: { k: 'v' },
      },
      ['next > end', 'Equals Order > end', 'NoMatchingCondition > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'GetUserInput',
        target: 'Lex',
        parameters: [
          ['Text', 'Yes?'],
          ['LexVersion', 'V2'],
          ['BotAliasArn', 'arn:bot'],
        ],
        branches: ['NoMatch', 'Error'],
      },
      'ConnectParticipantWithLexBot',
      { Text: 'Yes?', LexV2Bot: { AliasArn: 'arn:bot' } },
      ['next > end', 'NoMatchingCondition > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'StoreUserInput',
        parameters: [
          ['Text', 'Card?'],
          ['CustomerInputType', 'Custom'],
          ['Timeout', '5'],
          ['MaxDigits', '16'],
          ['EncryptEntry', true],
          ['EncryptionKeyId', 'k1'],
          ['EncryptionKey', 'pem'],
          ['TerminatorDigits', '#'],
          ['DisableCancel', false],
        ],
        branches: fine,
      },
      'GetParticipantInput',
      {
        Text: 'Card?',
        StoreInput: 'True',
        InputTimeLimitSeconds: '5',
        InputValidation: { CustomValidation: { MaximumLength: '16' } },
        InputEncryption: { EncryptionKeyId: 'k1', Key: 'pem' },
        DTMFConfiguration: { InputTerminationSequence: '#', DisableCancelKey: 'False' },
      },
      ways,
    ],
    [
      {
        type: 'StoreCustomerInput',
        parameters: [
          ['Text', 'Number?'],
          ['CustomerInputType', 'PhoneNumber'],
          ['PhoneNumberFormat', 'Local'],
          ['CountryCode', 'US'],
        ],
        branches: [...fine, 'InvalidNumber'],
      },
      'GetParticipantInput',
      {
        Text: 'Number?',
        StoreInput: 'True',
        InputTimeLimitSeconds: '5',
        InputValidation: { PhoneNumberValidation: { NumberFormat: 'Local', CountryCode: 'US' } },
      },
      [...ways, 'InvalidPhoneNumber > end'],
    ],
    [
      {
        type: 'SetAttributes',
        parameters: [
          ['Attribute', 'en', undefined, 'lang'],
          ['Attribute', 'Customer Number', 'System', 'who'],
          ['Attribute', 'old name', 'User Defined', 'new'],
        ],
        branches: fine,
      },
      'UpdateContactAttributes',
      {
        Attributes: {
          lang: 'en',
          who: '$.CustomerEndpoint.Address',
          new: "$.Attributes.['old name']",
        },
      },
      ways,
    ],
    [
      {
        type: 'CheckAttribute',
        parameters: [
          ['Attribute', 'Stored customer input'],
          ['Namespace', 'System'],
        ],
        branches: ['Evaluate GreaterThanOrEqualTo 3', 'Evaluate StartsWith a', 'NoMatch'],
      },
      'Compare',
      { ComparisonValue: '$.StoredCustomerInput' },
      [
        'next > end',
        'NumberGreaterOrEqualTo 3 > end',
        'TextStartsWith a > end',
        'NoMatchingCondition > end',
      ],
    ],
    [
      {
        type: 'InvokeExternalResource',
        target: 'Lambda',
        parameters: [
          ['FunctionArn', 'arn:f'],
          ['TimeLimit', '8'],
          ['Parameter', 'Queue.Name', 'System', 'queue'],
        ],
        branches: fine,
      },
      'InvokeLambdaFunction',
      {
        LambdaFunctionARN: 'arn:f',
        InvocationTimeLimitSeconds: '8',
        LambdaInvocationAttributes: { queue: '$.Queue.Name' },
      },
      ways,
    ],
    [
      { type: 'SetQueue', parameters: [['Queue', 'q1']], branches: fine },
      'UpdateContactTargetQueue',
      { QueueId: 'q1' },
      ways,
    ],
    [
      { type: 'SetQueue', parameters: [['Agent', 'who', 'External']], branches: fine },
      'UpdateContactTargetQueue',
      { AgentId: '$.External.who' },
      ways,
    ],
    [
      { type: 'Transfer', target: 'Queue', branches: ['AtCapacity', 'Error'] },
      'TransferContactToQueue',
      {},
      ['next > end', 'QueueAtCapacity > end', 'NoMatchingError > end'],
    ],
    [
      { type: 'CustomerInQueue', branches: ['AtCapacity', 'Error'] },
      'TransferContactToQueue',
      {},
      ['next > end', 'QueueAtCapacity > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'Transfer',
        target: 'Flow',
        parameters: [['ContactFlowId', 'f1']],
        branches: ['Error'],
      },
      'TransferToFlow',
      { ContactFlowId: 'f1' },
      ['next > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'Transfer',
        target: 'PhoneNumber',
        parameters: [
          ['PhoneNumber', '+15550100'],
          ['TimeLimit', '15'],
          ['BlindTransfer', false],
        ],
        branches: ['Success', 'CallFailure', 'Timeout', 'Error'],
      },
      'TransferParticipantToThirdParty',
      {
        ThirdPartyPhoneNumber: '+15550100',
        ThirdPartyConnectionTimeLimitSeconds: '15',
        ContinueFlowExecution: 'True',
      },
      [
        'next > on',
        'CallFailed > end',
        'ConnectionTimeLimitExceeded > end',
        'NoMatchingError > end',
      ],
    ],
    [
      {
        type: 'CreateCallback',
        parameters: [
          ['InitialDelaySeconds', 5],
          ['RetryDelaySeconds', '600'],
          ['MaxRetryAttempts', '0'],
        ],
        branches: fine,
      },
      'CreateCallbackContact',
      { InitialCallDelaySeconds: '5', RetryDelaySeconds: '600', MaximumConnectionAttempts: '0' },
      ways,
    ],
    [
      {
        type: 'SetCallBackNumber',
        parameters: [['CallBackNumber', 'Stored customer input', 'System']],
        branches: ['Success', 'InvalidPhoneNumber', 'NonDialableNumber'],
      },
      'UpdateContactCallbackNumber',
      { CallbackNumber: '$.StoredCustomerInput' },
      ['next > on', 'InvalidCallbackNumber > end', 'CallbackNumberNotDialable > end'],
    ],
    [
      {
        type: 'SetVoice',
        parameters: [
          ['GlobalVoice', 'Joanna'],
          ['GlobalEngine', 'neural'],
          ['SpeakingStyle', 'None'],
        ],
        branches: ['Success'],
      },
      'UpdateContactTextToSpeechVoice',
      { TextToSpeechVoice: 'Joanna', TextToSpeechEngine: 'Neural', TextToSpeechStyle: 'None' },
      ['next > on'],
    ],
    [
      {
        type: 'SetContactData',
        parameters: [['ContactData', 'en-US', undefined, 'languageCode']],
        branches: fine,
      },
      'UpdateContactData',
      { LanguageCode: 'en-US' },
      ways,
    ],
    [
      {
        type: 'SetLoggingBehavior',
        parameters: [['LoggingBehavior', 'Disable']],
        branches: ['Success'],
      },
      'UpdateFlowLoggingBehavior',
      { FlowLoggingBehavior: 'Disabled' },
      ['next > on'],
    ],
    [
      {
        type: 'SetRecordingBehavior',
        parameters: [
          ['RecordingBehaviorOption', 'Enable'],
          ['RecordingParticipantOption', 'Agent'],
          ['AnalyticsBehaviorOption', 'Enable'],
          ['AnalyticsLanguageLocaleCode', 'en-GB'],
          ['AnalyticsRedactionOption', 'Disable'],
          ['AnalyticsRedactionPolicy', 'None'],
          ['AnalyticsMode', 'PostContact'],
        ],
        branches: ['Success'],
      },
      'UpdateContactRecordingBehavior',
      {
        RecordingBehavior: { RecordedParticipants: ['Agent'] },
        AnalyticsBehavior: {
          Enabled: 'True',
          AnalyticsLanguage: 'en-GB',
          AnalyticsRedactionBehavior: 'Disabled',
          AnalyticsRedactionResults: 'None',
          AnalyticsMode: 'PostContact',
        },
      },
      ['next > on'],
    ],
    [
      {
        type: 'SetRecordingBehavior',
        parameters: [
          ['RecordingBehaviorOption', 'Disable'],
          ['RecordingParticipantOption', 'Both'],
        ],
        branches: ['Success'],
      },
      'UpdateContactRecordingBehavior',
      { RecordingBehavior: { RecordedParticipants: [] } },
      ['next > on'],
    ],
    [
      {
        type: 'SetEventHook',
        parameters: [
          ['Type', 'AgentWhisper'],
          ['ContactFlowId', 'f1'],
        ],
        branches: fine,
      },
      'UpdateContactEventHooks',
      { EventHooks: { AgentWhisper: 'f1' } },
      ways,
    ],
    // It could not fail; now it must say where a failure goes.
    [
      {
        type: 'SetContactFlow',
        parameters: [
          ['Type', 'CustomerQueue'],
          ['ContactFlowId', 'f1'],
        ],
        branches: ['Success'],
      },
      'UpdateContactEventHooks',
      { EventHooks: { CustomerQueue: 'f1' } },
      ['next > on', 'NoMatchingError > on'],
    ],
    [
      { type: 'Loop', parameters: [['LoopCount', '3']], branches: ['Looping', 'Complete'] },
      'Loop',
      { LoopCount: '3' },
      ['next > end', 'Equals ContinueLooping > end', 'Equals DoneLooping > end'],
    ],
    [
      {
        type: 'LoopPrompts',
        parameters: [
          ['Text', 'a', undefined, 'text'],
          ['Text', '<speak>b</speak>', undefined, 'ssml'],
          ['AudioPrompt', 'p1'],
          ['InterruptSeconds', 30],
        ],
        branches: ['Timeout', 'Error'],
      },
      'MessageParticipantIteratively',
      {
        Messages: [{ Text: 'a' }, { SSML: '<speak>b</speak>' }, { PromptId: 'p1' }],
        InterruptFrequencySeconds: '30',
      },
      ['next > end', 'Equals MessagesInterrupted > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'CheckHoursOfOperation',
        parameters: [['Hours', 'h1']],
        branches: ['True', 'False', 'Error'],
      },
      'CheckHoursOfOperation',
      { HoursOfOperationId: 'h1' },
      ['next > end', 'Equals True > end', 'Equals False > end', 'NoMatchingError > end'],
    ],
    [
      {
        type: 'CheckStaffing',
        parameters: [['Status', 'Staffed']],
        branches: ['True', 'False', 'Error'],
      },
      'CheckMetricData',
      { MetricType: 'NumberOfAgentsStaffed' },
      [
        'next > end',
        'NumberGreaterThan 0 > end',
        'NoMatchingCondition > end',
        'NoMatchingError > end',
      ],
    ],
    [
      {
        type: 'CheckQueueStatus',
        parameters: [['Queue', 'q1']],
        branches: ['CheckQueueTime LessThan 300000', 'NoMatch', 'Error'],
      },
      'CheckMetricData',
      { MetricType: 'OldestContactInQueueAgeSeconds', QueueId: 'q1' },
      [
        'next > end',
        'NumberLessThan 300000 > end',
        'NoMatchingCondition > end',
        'NoMatchingError > end',
      ],
    ],
    [
      { type: 'GetMetricData', parameters: [['Queue', 'q1']], branches: fine },
      'GetMetricData',
      { QueueId: 'q1' },
      ways,
    ],
    [
      {
        type: 'UpdateRoutingPriority',
        parameters: [['AbsolutePosition', 1]],
        branches: ['Success'],
      },
      'UpdateContactRoutingBehavior',
      { QueuePriority: '1' },
      ['next > on'],
    ],
    [
      { type: 'UpdateRoutingPriority', parameters: [['TimeOffset', '-60']], branches: ['Success'] },
      'UpdateContactRoutingBehavior',
      { QueueTimeAdjustmentSeconds: '-60' },
      ['next > on'],
    ],
    [
      {
        type: 'PercentileBranching',
        branches: ['Evaluate Equals 3', 'Evaluate Equals 6', 'Evaluate Equals 8', 'NoMatch'],
      },
      'DistributeByPercentage',
      {},
      [
        'next > end',
        'NumberLessThan 4 > end',
        'NumberLessThan 10 > end',
        'NumberLessThan 18 > end',
        'NoMatchingCondition > end',
      ],
    ],
    [
      {
        type: 'StartMediaStreaming',
        parameters: [
          ['Track', 'ToCustomer'],
          ['Track', 'FromCustomer'],
          ['MediaStreamTypes', 'Audio'],
        ],
        branches: fine,
      },
      'UpdateContactMediaStreamingBehavior',
      {
        MediaStreamingState: 'Enabled',
        MediaStreamType: 'Audio',
        Participants: [{ ParticipantType: 'Customer', MediaDirections: ['From', 'To'] }],
      },
      ways,
    ],
    [
      {
        type: 'Wait',
        parameters: [
          ['TimeoutSeconds', '20'],
          ['InterruptOnCustomerReturn', 'True'],
        ],
        branches: ['Timeout', 'CustomerReturn', 'Error'],
      },
      'Wait',
      { TimeLimitSeconds: '20', Events: ['CustomerReturned'] },
      [
        'next > end',
        'Equals WaitCompleted > end',
        'Equals CustomerReturned > end',
        'NoMatchingError > end',
      ],
    ],
    [{ type: 'Resume' }, 'EndFlowExecution', {}, []],
    [{ type: 'Disconnect' }, 'DisconnectParticipant', {}, []],
    [
      {
        type: 'SetScreenPop',
        parameters: [
          ['key', 'cardNumber'],
          ['value', 'Stored customer input', 'System'],
        ],
        branches: fine,
      },
      'UpdateContactAttributes',
      { Attributes: { cardNumber: '$.StoredCustomerInput' } },
      ways,
    ],
  ])('$0.type → $1', (block, type, parameters, branches) => {
    expect(converted(block)).toEqual([type, parameters, branches])
  })

  test('a transfer to a queue out of a queue flow leaves the old queue', () => {
    const block = { type: 'Transfer', target: 'Queue', parameters: [['Queue', 'q2']] } as const
    expect(converted(block, 'customerQueue').slice(0, 2)).toEqual([
      'DequeueContactAndTransferToQueue',
      { QueueId: 'q2' },
    ])
  })

  test('a block nobody knows keeps its name, and the checker tells of it', () => {
    const flow = importLegacy(legacyFlow({ type: 'DoMagic', branches: fine }))
    const problems = checkFlow(JSON.stringify(flow), 'CONTACT_FLOW', { exists: () => true })
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'unknownType', severity: 'error', action: 'it' }),
    )
  })

  test('a voice with a language becomes two actions, one after the other', () => {
    const parameters = [
      ['GlobalVoice', 'Hans'],
      ['LanguageCode', 'de-DE'],
    ] as const
    const flow = importLegacy(legacyFlow({ type: 'SetVoice', parameters, branches: ['Success'] }))
    expect(elementsOf(flow.Actions).slice(0, 2)).toMatchObject([
      { Type: 'UpdateContactTextToSpeechVoice', Transitions: { NextAction: 'it-then' } },
      {
        Identifier: 'it-then',
        Type: 'UpdateContactData',
        Parameters: { LanguageCode: 'de-DE' },
        Transitions: { NextAction: 'on' },
      },
    ])
    const problems = checkFlow(JSON.stringify(flow), 'CONTACT_FLOW', { exists: () => true })
    expect(problems.filter(each => each.severity === 'error')).toEqual([])
  })
})

test('names, positions and what the old designer noted go along', () => {
  const metadata = { useDynamic: false, promptName: 'Beep.wav', somethingNew: { deep: [1, null] } }
  const flow = importLegacy(legacyFlow({ type: 'PlayPrompt', metadata }))
  expect(flow.Metadata).toMatchObject({
    name: 'A flow',
    hash: '',
    type: 'contactFlow',
    ActionMetadata: { it: { position: { x: 1, y: 2 }, ...metadata } },
  })
  expect(isLegacy(legacyFlow({ type: 'Resume' }))).toBe(true)
  expect(isLegacy(flow)).toBe(false)
})

test('ids that could be no identifiers are replaced wherever they are named', () => {
  const block = (id: string, to: string) => {
    return { id, type: 'PlayPrompt', branches: [{ condition: 'Success', transition: to }] }
  }
  const flow = importLegacy({
    modules: [block('a(1)', '__proto__'), block('__proto__', 'a(1)')],
    start: 'a(1)',
  })
  const problems = checkFlow(JSON.stringify(flow), 'CONTACT_FLOW', { exists: () => true })
  expect(problems.map(each => each.code)).not.toContain('badIdentifier')
  expect(problems.map(each => each.code)).not.toContain('danglingTransition')
})
