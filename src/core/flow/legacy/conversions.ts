// What each block of the old export format is in the flow language (FLOW_LANGUAGE §8).
import type { JsonObject } from '../../json.ts'
import type { LegacyBlock, LegacyBranch } from './legacy-block.ts'
import { legacyValue } from './legacy-value.ts'

export interface Conversion {
  readonly type: string
  readonly parameters: JsonObject
  /** Where it differs from what a branch usually is. */
  readonly branches?: Readonly<Record<string, Branch>>
  /** Parameters that name something, with what the designer showed for it. */
  readonly shown?: Readonly<Record<string, string>>
  /** A second action for what is one block in the designer. */
  readonly second?: Conversion
}

/** A transition of the flow language: NextAction, an error, or a condition. */
export type Branch =
  | 'next'
  | { readonly error: string }
  | { readonly operator: string; readonly operand: string }

type Converter = (block: LegacyBlock, isQueueFlow: boolean) => Conversion

const equals = (operand: string): Branch => ({ operator: 'Equals', operand })
const fails = (error: string): Branch => ({ error })

/** What branches are, unless the block says otherwise. */
const USUAL: Readonly<Record<string, Branch>> = {
  Success: 'next',
  Error: fails('NoMatchingError'),
  NoMatch: fails('NoMatchingCondition'),
  Timeout: fails('InputTimeLimitExceeded'),
  True: equals('True'),
  False: equals('False'),
  AtCapacity: fails('QueueAtCapacity'),
  Looping: equals('ContinueLooping'),
  Complete: equals('DoneLooping'),
  CallFailure: fails('CallFailed'),
  InvalidNumber: fails('InvalidPhoneNumber'),
  InvalidPhoneNumber: fails('InvalidPhoneNumber'),
  CustomerReturn: equals('CustomerReturned'),
}

const OPERATORS: Readonly<Record<string, string>> = {
  Equals: 'Equals',
  Contains: 'TextContains',
  StartsWith: 'TextStartsWith',
  EndsWith: 'TextEndsWith',
  GreaterThan: 'NumberGreaterThan',
  GreaterThanOrEqualTo: 'NumberGreaterOrEqualTo',
  LessThan: 'NumberLessThan',
  LessThanOrEqualTo: 'NumberLessOrEqualTo',
}

/** The action of a block that nobody knows keeps its name, so that the checker can tell of it. */
export function convert(block: LegacyBlock, isQueueFlow: boolean): Conversion {
  const converter = Object.hasOwn(CONVERTERS, block.type) ? CONVERTERS[block.type] : undefined
  return converter?.(block, isQueueFlow) ?? { type: block.type, parameters: block.everything() }
}

/** What a branch of the block is in the flow language; undefined when it is nothing there. */
export function branchOf(
  { condition, operator, operand }: LegacyBranch,
  { branches = {} }: Conversion,
): Branch | undefined {
  const own = Object.hasOwn(branches, condition) ? branches[condition] : undefined
  if (own) return own
  if (condition === 'Evaluate' || condition.startsWith('CheckQueue')) {
    return { operator: OPERATORS[operator] ?? operator, operand }
  }
  return Object.hasOwn(USUAL, condition) ? USUAL[condition] : undefined
}

const CONVERTERS: Readonly<Record<string, Converter>> = {
  PlayPrompt: play,
  PlayAudio: play,
  GetUserInput: block => (block.target === 'Lex' ? lexBot(block) : menu(block)),
  StoreUserInput: storeInput,
  StoreCustomerInput: storeInput,
  LoopPrompts: loopPrompts,
  SetAttributes: block => attributes(block),
  SetScreenPop: screenPop,
  CheckAttribute: checkAttribute,
  InvokeExternalResource: invokeFunction,
  InvokeModule: block => one('InvokeFlowModule', block, { FlowModuleId: 'ModuleId' }),
  SetQueue: block => one('UpdateContactTargetQueue', block, QUEUE_OR_AGENT),
  Transfer: transfer,
  TransferToFlow: block => one('TransferToFlow', block, { ContactFlowId: 'ContactFlowId' }),
  // Older still than the old format's other blocks, as are PlayAudio and StoreCustomerInput.
  CustomerInQueue: transfer,
  CreateCallback: block =>
    one('CreateCallbackContact', block, {
      ...QUEUE_OR_AGENT,
      InitialCallDelaySeconds: 'InitialDelaySeconds',
      MaximumConnectionAttempts: 'MaxRetryAttempts',
      RetryDelaySeconds: 'RetryDelaySeconds',
      ContactFlowId: 'ContactFlowId',
    }),
  SetCallBackNumber: block => ({
    ...one('UpdateContactCallbackNumber', block, { CallbackNumber: 'CallBackNumber' }),
    branches: {
      InvalidNumber: fails('InvalidCallbackNumber'),
      InvalidPhoneNumber: fails('InvalidCallbackNumber'),
      NonDialableNumber: fails('CallbackNumberNotDialable'),
    },
  }),
  SetVoice: setVoice,
  SetContactData: block => ({
    type: 'UpdateContactData',
    parameters: Object.fromEntries(
      block.all('ContactData').map(({ key, value }) => [capitalised(key), value]),
    ),
  }),
  SetLoggingBehavior: block => ({
    type: 'UpdateFlowLoggingBehavior',
    parameters: { FlowLoggingBehavior: onOff(block.is('LoggingBehavior', 'Enable')) },
  }),
  SetRecordingBehavior: setRecording,
  SetEventHook: setHook,
  SetContactFlow: setHook,
  Loop: block => one('Loop', block, { LoopCount: 'LoopCount' }),
  CheckHoursOfOperation: block =>
    one('CheckHoursOfOperation', block, {
      HoursOfOperationId:
        block.get('HoursOfOperationId') === undefined ? 'Hours' : 'HoursOfOperationId',
    }),
  CheckStaffing: checkStaffing,
  CheckQueueStatus: checkQueueStatus,
  GetMetricData: block =>
    one('GetMetricData', block, { ...QUEUE_OR_AGENT, QueueChannel: 'Channel' }),
  UpdateRoutingPriority: block =>
    one('UpdateContactRoutingBehavior', block, {
      QueuePriority: 'AbsolutePosition',
      QueueTimeAdjustmentSeconds: 'TimeOffset',
    }),
  PercentileBranching: () => ({ type: 'DistributeByPercentage', parameters: {} }),
  StartMediaStreaming: block => mediaStreaming(block, true),
  StopMediaStreaming: block => mediaStreaming(block, false),
  Wait: waitFor,
  Resume: () => ({ type: 'EndFlowExecution', parameters: {} }),
  Disconnect: () => ({ type: 'DisconnectParticipant', parameters: {} }),
}

const QUEUE_OR_AGENT = { QueueId: 'Queue', AgentId: 'Agent' }

/** An action whose parameters are the block's under other names, where the block has them. */
function one(
  type: string,
  block: LegacyBlock,
  names: Readonly<Record<string, string>>,
): Conversion {
  const given = Object.entries(names).filter(([, old]) => block.get(old) !== undefined)
  return {
    type,
    parameters: Object.fromEntries(given.map(([name, old]) => [name, block.get(old)])),
    shown: Object.fromEntries(given.map(([name, old]) => [name, block.shown(old)])),
  }
}

/** What the block says: text, SSML or a prompt. */
function body(block: LegacyBlock): Pick<Conversion, 'parameters' | 'shown'> {
  const text = block.get('Text')
  if (text !== undefined) {
    const isSsml = block.is('TextToSpeechType', 'ssml')
    return { parameters: isSsml ? { SSML: text } : { Text: text } }
  }
  const prompt = block.get('AudioPrompt')
  if (prompt === undefined) return { parameters: {} }
  return { parameters: { PromptId: prompt }, shown: { PromptId: block.shown('AudioPrompt') } }
}

function play(block: LegacyBlock): Conversion {
  return { type: 'MessageParticipant', ...body(block) }
}

function menu(block: LegacyBlock): Conversion {
  const { parameters, ...rest } = body(block)
  const InputTimeLimitSeconds = block.get('Timeout') ?? '5'
  return {
    type: 'GetParticipantInput',
    ...rest,
    parameters: { ...parameters, StoreInput: 'False', InputTimeLimitSeconds },
  }
}

function lexBot(block: LegacyBlock): Conversion {
  const { parameters, ...rest } = body(block)
  const AliasArn = block.get('BotAliasArn')
  const session = block.map('Parameter')
  const bot: JsonObject =
    AliasArn === undefined
      ? {
          LexBot: {
            Name: block.get('BotName') ?? '',
            Region: block.get('BotRegion') ?? '',
            Alias: block.get('BotAlias') ?? '',
          },
        }
      : { LexV2Bot: { AliasArn } }
  return {
    type: 'ConnectParticipantWithLexBot',
    ...rest,
    parameters: {
      ...parameters,
      ...bot,
      ...(Object.keys(session).length > 0 && { LexSessionAttributes: session }),
    },
  }
}

function storeInput(block: LegacyBlock): Conversion {
  const { parameters, ...rest } = body(block)
  const isNumber = block.is('CustomerInputType', 'PhoneNumber')
  const terminator = block.get('TerminatorDigits')
  const cancel = block.get('DisableCancel')
  const CountryCode = block.get('CountryCode')
  const DTMFConfiguration: JsonObject = {
    ...(terminator && { InputTerminationSequence: terminator }),
    ...(cancel !== undefined && { DisableCancelKey: truth(cancel) }),
  }
  const isLocal = block.is('PhoneNumberFormat', 'Local')
  return {
    type: 'GetParticipantInput',
    ...rest,
    parameters: {
      ...parameters,
      StoreInput: 'True',
      InputTimeLimitSeconds: block.get('Timeout') ?? '5',
      InputValidation: isNumber
        ? {
            PhoneNumberValidation: {
              NumberFormat: isLocal ? 'Local' : 'E164',
              ...(CountryCode && { CountryCode }),
            },
          }
        : { CustomValidation: { MaximumLength: block.get('MaxDigits') ?? '20' } },
      ...(block.is('EncryptEntry', 'true') && {
        InputEncryption: {
          EncryptionKeyId: block.get('EncryptionKeyId') ?? '',
          Key: block.get('EncryptionKey') ?? '',
        },
      }),
      ...(Object.keys(DTMFConfiguration).length > 0 && { DTMFConfiguration }),
    },
  }
}

function loopPrompts(block: LegacyBlock): Conversion {
  const texts = block.all('Text').map(({ key, value }) => {
    return key === 'ssml' ? { SSML: value } : { Text: value }
  })
  const prompts = block.all('AudioPrompt').map(({ value }) => ({ PromptId: value }))
  const seconds = block.get('InterruptSeconds')
  return {
    type: 'MessageParticipantIteratively',
    parameters: {
      Messages: [...texts, ...prompts],
      ...(seconds !== undefined && { InterruptFrequencySeconds: seconds }),
    },
    branches: { Timeout: equals('MessagesInterrupted') },
  }
}

function attributes(block: LegacyBlock): Conversion {
  const given = block.all('Attribute').length > 0 ? block.map('Attribute') : block.map('Parameter')
  return { type: 'UpdateContactAttributes', parameters: { Attributes: given } }
}

/** What an agent's page was to show, before there were attributes. */
function screenPop(block: LegacyBlock): Conversion {
  const key = block.get('key')
  if (key === undefined) return attributes(block)
  const Attributes = { [key]: block.get('value') ?? '' }
  return { type: 'UpdateContactAttributes', parameters: { Attributes } }
}

/** Its attribute is named in two parameters, one of which is the namespace. */
function checkAttribute(block: LegacyBlock): Conversion {
  return {
    type: 'Compare',
    parameters: {
      ComparisonValue: legacyValue(block.get('Attribute') ?? '', block.get('Namespace') ?? ''),
    },
  }
}

function invokeFunction(block: LegacyBlock): Conversion {
  const LambdaInvocationAttributes = block.map('Parameter')
  return {
    type: 'InvokeLambdaFunction',
    parameters: {
      LambdaFunctionARN: block.get('FunctionArn') ?? '',
      InvocationTimeLimitSeconds: block.get('TimeLimit') ?? '3',
      ...(Object.keys(LambdaInvocationAttributes).length > 0 && { LambdaInvocationAttributes }),
    },
  }
}

function transfer(block: LegacyBlock, isQueueFlow: boolean): Conversion {
  switch (block.target) {
    case 'Flow':
      return one('TransferToFlow', block, { ContactFlowId: 'ContactFlowId' })
    case 'PhoneNumber':
      return thirdParty(block)
    case 'Agent':
      return { type: 'TransferContactToAgent', parameters: {} }
    default:
      return isQueueFlow
        ? one('DequeueContactAndTransferToQueue', block, QUEUE_OR_AGENT)
        : { type: 'TransferContactToQueue', parameters: {} }
  }
}

function thirdParty(block: LegacyBlock): Conversion {
  const isBlind = block.is('BlindTransfer', 'true')
  const digits = block.get('DTMF') ?? block.get('DtmfDigits')
  const caller = block.get('CallerIdNumber')
  const name = block.get('CallerIdName')
  return {
    type: 'TransferParticipantToThirdParty',
    parameters: {
      ThirdPartyPhoneNumber: block.get('PhoneNumber') ?? '',
      ThirdPartyConnectionTimeLimitSeconds: block.get('TimeLimit') ?? '30',
      ContinueFlowExecution: isBlind ? 'False' : 'True',
      ...(digits && { ThirdPartyDTMFDigits: digits }),
      ...(caller && { CallerId: { Number: caller, ...(name && { Name: name }) } }),
    },
    branches: { Timeout: fails('ConnectionTimeLimitExceeded') },
  }
}

/** One block in the designer, two actions in the language when it sets the language as well. */
function setVoice(block: LegacyBlock): Conversion {
  const engine = block.get('GlobalEngine')
  const style = block.get('SpeakingStyle') ?? block.get('GlobalSpeakingStyle')
  const LanguageCode = block.get('LanguageCode') ?? block.get('GlobalLanguageCode')
  return {
    type: 'UpdateContactTextToSpeechVoice',
    parameters: {
      TextToSpeechVoice: block.get('GlobalVoice') ?? '',
      ...(engine && { TextToSpeechEngine: capitalised(engine.toLowerCase()) }),
      ...(style && { TextToSpeechStyle: capitalised(style.toLowerCase()) }),
    },
    ...(LanguageCode && { second: { type: 'UpdateContactData', parameters: { LanguageCode } } }),
  }
}

function setRecording(block: LegacyBlock): Conversion {
  const who = block.get('RecordingParticipantOption') ?? 'Both'
  const RecordedParticipants = !block.is('RecordingBehaviorOption', 'Enable')
    ? []
    : who === 'Both'
      ? ['Agent', 'Customer']
      : [who]
  return {
    type: 'UpdateContactRecordingBehavior',
    parameters: {
      RecordingBehavior: { RecordedParticipants },
      ...(block.is('AnalyticsBehaviorOption', 'Enable') && { AnalyticsBehavior: analytics(block) }),
    },
  }
}

function analytics(block: LegacyBlock): JsonObject {
  const AnalyticsMode = block.get('AnalyticsMode')
  return {
    Enabled: 'True',
    AnalyticsLanguage: block.get('AnalyticsLanguageLocaleCode') ?? 'en-US',
    AnalyticsRedactionBehavior: onOff(block.is('AnalyticsRedactionOption', 'Enable')),
    AnalyticsRedactionResults: block.get('AnalyticsRedactionPolicy') ?? 'None',
    ...(AnalyticsMode && { AnalyticsMode }),
  }
}

function setHook(block: LegacyBlock): Conversion {
  const type = block.get('Type') ?? ''
  const hook = type === 'Disconnect' || type === 'DisconnectFlow' ? 'CustomerRemaining' : type
  return {
    type: 'UpdateContactEventHooks',
    parameters: { EventHooks: { [hook]: block.get('ContactFlowId') ?? '' } },
    shown: { EventHooks: block.shown('ContactFlowId') },
  }
}

function checkStaffing(block: LegacyBlock): Conversion {
  const { parameters, ...rest } = one('CheckMetricData', block, QUEUE_OR_AGENT)
  const MetricType = `NumberOfAgents${block.get('Status') ?? 'Available'}`
  return {
    ...rest,
    parameters: { MetricType, ...parameters },
    branches: {
      True: { operator: 'NumberGreaterThan', operand: '0' },
      False: fails('NoMatchingCondition'),
    },
  }
}

function checkQueueStatus(block: LegacyBlock): Conversion {
  const { parameters, ...rest } = one('CheckMetricData', block, QUEUE_OR_AGENT)
  const asksAge = block.branches.some(each => each.condition === 'CheckQueueTime')
  const MetricType = asksAge ? 'OldestContactInQueueAgeSeconds' : 'NumberOfContactsInQueue'
  return { ...rest, parameters: { MetricType, ...parameters } }
}

function mediaStreaming(block: LegacyBlock, on: boolean): Conversion {
  const tracks = block.all('Track').map(each => each.value)
  const MediaDirections = ['From', 'To'].filter(way => tracks.includes(`${way}Customer`))
  return {
    type: 'UpdateContactMediaStreamingBehavior',
    parameters: {
      MediaStreamingState: onOff(on),
      MediaStreamType: block.get('MediaStreamTypes') ?? 'Audio',
      Participants: [{ ParticipantType: 'Customer', MediaDirections }],
    },
  }
}

function waitFor(block: LegacyBlock): Conversion {
  return {
    type: 'Wait',
    parameters: {
      TimeLimitSeconds: block.get('TimeoutSeconds') ?? '60',
      ...(block.is('InterruptOnCustomerReturn', 'true') && { Events: ['CustomerReturned'] }),
    },
    branches: { Timeout: equals('WaitCompleted') },
  }
}

function onOff(on: boolean): string {
  return on ? 'Enabled' : 'Disabled'
}

function truth(value: string): string {
  return value.toLowerCase() === 'true' ? 'True' : 'False'
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
