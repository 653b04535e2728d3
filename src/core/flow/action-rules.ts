// What the service accepts of each action type when a flow is published: where it may stand, which
// parameters and branches it must have. Facts for `check.ts`; running an action needs none of this.
import type { FlowType } from '../directory/document.ts'

export interface ActionRule {
  /** Flow types it may stand in; all when absent. */
  readonly flows?: readonly FlowType[]
  readonly parameters?: Readonly<Record<string, ParameterRule>>
  /** Groups of parameters of which there must be exactly one, or at most one. */
  readonly exactlyOne?: readonly string[]
  readonly atMostOne?: readonly string[]
  /** Error branches it cannot be without. */
  readonly errors?: readonly string[]
  /** Results its conditions may compare with by `Equals`; each must be there when `complete`. */
  readonly results?: readonly string[]
  readonly complete?: boolean
  /** Its conditions may use any operator. */
  readonly comparesFreely?: boolean
  /** It has no conditions at all. */
  readonly unconditional?: boolean
}

/** What a value must be. Text that holds a JSONPath is judged at run time. */
export interface ParameterRule {
  readonly required?: boolean
  readonly kind: 'text' | 'number' | 'boolean' | 'object' | 'list' | 'path'
  /** A JSONPath is refused. */
  readonly static?: boolean
  readonly min?: number
  readonly max?: number
  readonly words?: readonly string[]
  /** It names a configured thing of this kind. */
  readonly reference?: ReferenceKind
}

export type ReferenceKind = 'queue' | 'agent' | 'contact-flow' | 'operating-hours' | 'prompt'

const CALLS: readonly FlowType[] = ['CONTACT_FLOW', 'CAMPAIGN', 'AGENT_TRANSFER', 'QUEUE_TRANSFER']
const CALLS_AND_QUEUE: readonly FlowType[] = [...CALLS, 'CUSTOMER_QUEUE']
const INBOUND: readonly FlowType[] = ['CONTACT_FLOW', 'CAMPAIGN']
const TRANSFERS: readonly FlowType[] = ['AGENT_TRANSFER', 'QUEUE_TRANSFER']
const NOT_HOLD: readonly FlowType[] = [
  ...CALLS_AND_QUEUE,
  'CUSTOMER_WHISPER',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
]

const text: ParameterRule = { kind: 'text' }
const object: ParameterRule = { kind: 'object' }
const list: ParameterRule = { kind: 'list' }
const required = (rule: ParameterRule): ParameterRule => ({ ...rule, required: true })
const to = (reference: ReferenceKind): ParameterRule => ({ kind: 'text', reference })
const number = (min: number, max: number): ParameterRule => ({ kind: 'number', min, max })
const word = (...words: string[]): ParameterRule => ({ kind: 'text', words, static: true })
const onOff = word('Enabled', 'Disabled')
const truth: ParameterRule = { kind: 'boolean', static: true }

const BODY = { Text: text, SSML: text, PromptId: to('prompt'), Media: object }
const BODY_NAMES = Object.keys(BODY)
const CATCH_ALL = ['NoMatchingError']

const SECONDS_PER_WEEK = 604_800

/** By action type. A type that is not here does not exist. */
export const actionRules: ReadonlyMap<string, ActionRule> = new Map(
  Object.entries<ActionRule>({
    MessageParticipant: {
      flows: NOT_HOLD,
      parameters: { ...BODY, SkipWhenDTMFBufferEnabled: truth },
      exactlyOne: BODY_NAMES,
      unconditional: true,
    },
    MessageParticipantIteratively: {
      flows: ['CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'AGENT_HOLD'],
      parameters: {
        Messages: required(list),
        InterruptFrequencySeconds: number(1, 86_400),
        ContinueMessagingDuringInterrupt: truth,
      },
      results: ['MessagesInterrupted'],
    },
    GetParticipantInput: {
      flows: CALLS_AND_QUEUE,
      parameters: {
        ...BODY,
        // Documented up to 180; exports with 300 exist.
        InputTimeLimitSeconds: { ...number(1, 300), static: true },
        StoreInput: truth,
        InputValidation: object,
        InputEncryption: object,
        DTMFConfiguration: object,
        EnableDTMFBuffer: truth,
      },
      atMostOne: BODY_NAMES,
      errors: CATCH_ALL,
      results: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'],
    },
    UpdateContactTargetQueue: {
      flows: CALLS,
      parameters: { QueueId: to('queue'), AgentId: to('agent') },
      exactlyOne: ['QueueId', 'AgentId'],
      errors: CATCH_ALL,
      unconditional: true,
    },
    TransferContactToQueue: {
      flows: CALLS,
      errors: ['QueueAtCapacity', 'NoMatchingError'],
      unconditional: true,
    },
    DequeueContactAndTransferToQueue: {
      flows: ['CUSTOMER_QUEUE'],
      parameters: { QueueId: to('queue'), AgentId: to('agent') },
      exactlyOne: ['QueueId', 'AgentId'],
      errors: ['QueueAtCapacity', 'NoMatchingError'],
      unconditional: true,
    },
    TransferToFlow: {
      flows: CALLS,
      parameters: { ContactFlowId: required(to('contact-flow')) },
      errors: CATCH_ALL,
      unconditional: true,
    },
    TransferContactToAgent: { flows: TRANSFERS, unconditional: true },
    TransferParticipantToThirdParty: {
      flows: CALLS_AND_QUEUE,
      parameters: {
        ThirdPartyPhoneNumber: required(text),
        ThirdPartyConnectionTimeLimitSeconds: required(number(1, 600)),
        ContinueFlowExecution: required(truth),
        ThirdPartyDTMFDigits: text,
        CallerId: object,
      },
      errors: CATCH_ALL,
    },
    UpdateContactAttributes: {
      parameters: { Attributes: required(object), TargetContact: word('Current', 'Related') },
      errors: CATCH_ALL,
      unconditional: true,
    },
    UpdateFlowAttributes: {
      parameters: { FlowAttributes: required(object) },
      errors: CATCH_ALL,
      unconditional: true,
    },
    UpdateContactData: { errors: CATCH_ALL, unconditional: true },
    Compare: {
      parameters: { ComparisonValue: required({ kind: 'path' }) },
      errors: ['NoMatchingCondition'],
      comparesFreely: true,
    },
    Loop: {
      parameters: { LoopCount: number(0, 100) },
      results: ['ContinueLooping', 'DoneLooping'],
      complete: true,
    },
    Wait: {
      parameters: { TimeLimitSeconds: required(number(0, SECONDS_PER_WEEK)), Events: list },
      errors: CATCH_ALL,
      results: ['WaitCompleted', 'CustomerReturned', 'BotParticipantDisconnected', 'Continue'],
    },
    CheckHoursOfOperation: {
      flows: CALLS_AND_QUEUE,
      parameters: { HoursOfOperationId: to('operating-hours') },
      errors: CATCH_ALL,
      results: ['True', 'False'],
      complete: true,
    },
    CheckMetricData: {
      flows: CALLS_AND_QUEUE,
      parameters: {
        MetricType: required(
          word(
            'NumberOfAgentsAvailable',
            'NumberOfAgentsStaffed',
            'NumberOfAgentsOnline',
            'OldestContactInQueueAgeSeconds',
            'NumberOfContactsInQueue',
          ),
        ),
        QueueId: to('queue'),
        AgentId: to('agent'),
      },
      atMostOne: ['QueueId', 'AgentId'],
      errors: ['NoMatchingCondition', 'NoMatchingError'],
      comparesFreely: true,
    },
    GetMetricData: {
      parameters: { QueueId: to('queue'), AgentId: to('agent') },
      atMostOne: ['QueueId', 'AgentId'],
      errors: CATCH_ALL,
    },
    UpdateContactRecordingBehavior: {
      flows: [...CALLS_AND_QUEUE, 'OUTBOUND_WHISPER', 'CUSTOMER_WHISPER'],
      parameters: { RecordingBehavior: object, AnalyticsBehavior: object },
      unconditional: true,
    },
    UpdateContactRecordingAndAnalyticsBehavior: {
      parameters: {
        VoiceBehavior: object,
        ChatBehavior: object,
        ScreenRecordingBehavior: object,
      },
      exactlyOne: ['VoiceBehavior', 'ChatBehavior', 'ScreenRecordingBehavior'],
      errors: ['NoMatchingError', 'ChannelMismatch'],
    },
    UpdateFlowLoggingBehavior: {
      parameters: { FlowLoggingBehavior: required(onOff) },
      unconditional: true,
    },
    UpdateContactTextToSpeechVoice: {
      parameters: {
        TextToSpeechVoice: required(text),
        TextToSpeechEngine: text,
        TextToSpeechStyle: text,
      },
      unconditional: true,
    },
    UpdateContactEventHooks: {
      parameters: { EventHooks: required(object), EventHooksConfiguration: object },
      errors: CATCH_ALL,
      unconditional: true,
    },
    UpdateContactMediaStreamingBehavior: {
      flows: NOT_HOLD,
      parameters: {
        MediaStreamingState: required(onOff),
        Participants: list,
        MediaStreamType: word('Audio'),
      },
      errors: CATCH_ALL,
    },
    UpdateContactRoutingBehavior: {
      flows: CALLS_AND_QUEUE,
      parameters: {
        QueuePriority: { ...number(1, Number.MAX_SAFE_INTEGER), static: true },
        QueueTimeAdjustmentSeconds: { ...number(-2_147_483_647, 2_147_483_647), static: true },
      },
      exactlyOne: ['QueuePriority', 'QueueTimeAdjustmentSeconds'],
      unconditional: true,
    },
    UpdateContactRoutingCriteria: { flows: CALLS_AND_QUEUE, errors: CATCH_ALL },
    UpdateContactCallbackNumber: {
      flows: CALLS_AND_QUEUE,
      parameters: { CallbackNumber: required({ kind: 'path' }) },
      errors: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'],
    },
    UpdatePreviousContactParticipantState: {
      flows: [...CALLS, 'OUTBOUND_WHISPER'],
      parameters: {
        PreviousContactParticipantState: required(word('AgentOnHold', 'CustomerOnHold', 'OffHold')),
      },
      errors: CATCH_ALL,
    },
    UpdateContactMediaProcessing: { errors: ['NoMatchingError', 'ChannelMismatch'] },
    DistributeByPercentage: {
      flows: [...CALLS_AND_QUEUE, 'OUTBOUND_WHISPER'],
      errors: ['NoMatchingCondition'],
      comparesFreely: true,
    },
    DisconnectParticipant: { flows: CALLS_AND_QUEUE, unconditional: true },
    EndFlowExecution: { unconditional: true },
    InvokeLambdaFunction: {
      parameters: {
        LambdaFunctionARN: required(text),
        InvocationTimeLimitSeconds: required({ ...number(1, 60), static: true }),
        InvocationType: word('SYNCHRONOUS', 'ASYNCHRONOUS'),
        LambdaInvocationAttributes: object,
        ResponseValidation: object,
      },
      errors: CATCH_ALL,
    },
    InvokeFlowModule: { parameters: { FlowModuleId: required(text) }, errors: CATCH_ALL },
    /** Ends a module, and a module is no flow. */
    EndFlowModuleExecution: { flows: [] },
    ConnectParticipantWithLexBot: {
      flows: CALLS_AND_QUEUE,
      parameters: { ...BODY, LexV2Bot: object, LexBot: object, LexSessionAttributes: object },
      atMostOne: BODY_NAMES,
      errors: CATCH_ALL,
    },
    ShowView: {
      flows: [...INBOUND, 'CUSTOMER_QUEUE'],
      parameters: {
        ViewResource: required(object),
        InvocationTimeLimitSeconds: required(number(1, SECONDS_PER_WEEK)),
        ViewData: object,
      },
      errors: ['NoMatchingCondition', 'NoMatchingError', 'TimeLimitExceeded'],
    },
    GetCustomerProfile: { errors: ['MultipleFoundError', 'NoneFoundError', 'NoMatchingError'] },
    CreateCustomerProfile: { errors: CATCH_ALL },
    UpdateCustomerProfile: { errors: CATCH_ALL },
    AssociateContactToCustomerProfile: { errors: CATCH_ALL },
    GetCalculatedAttributesForCustomerProfile: { errors: ['NoneFoundError', 'NoMatchingError'] },
    GetCustomerProfileObject: { errors: ['NoneFoundError', 'NoMatchingError'] },
    CheckSegmentMembership: {},
    CreateWisdomSession: { parameters: { WisdomAssistantArn: required(text) }, errors: CATCH_ALL },
    CreateCallbackContact: {
      flows: CALLS_AND_QUEUE,
      parameters: { QueueId: to('queue'), AgentId: to('agent'), ContactFlowId: to('contact-flow') },
      atMostOne: ['QueueId', 'AgentId'],
      errors: CATCH_ALL,
    },
    CreateCase: { errors: CATCH_ALL },
    GetCase: { errors: ['MultipleFound', 'NoneFound', 'NoMatchingError'] },
    UpdateCase: { errors: CATCH_ALL },
    CreateTask: {
      parameters: { ContactFlowId: to('contact-flow'), Name: required(text) },
      errors: CATCH_ALL,
    },
    CreateContact: {},
    CheckVoiceId: {
      parameters: {
        CheckVoiceIdOption: required(
          word('enrollmentStatus', 'voiceAuthentication', 'fraudDetection'),
        ),
      },
      errors: CATCH_ALL,
    },
    StartVoiceIdStream: { flows: NOT_HOLD, errors: CATCH_ALL },
    CheckOutboundCallStatus: { errors: CATCH_ALL },
    CompleteOutboundCall: { flows: ['OUTBOUND_WHISPER'] },
    TagContact: { parameters: { Tags: required(object) }, errors: CATCH_ALL },
    UntagContact: { parameters: { TagKeys: required(list) }, errors: CATCH_ALL },
    AuthenticateParticipant: { flows: INBOUND, errors: ['TimeLimitExceeded', 'NoMatchingError'] },
    CreatePersistentContactAssociation: { errors: CATCH_ALL },
    EvaluateDataTableValues: { errors: CATCH_ALL },
    ListDataTableValues: { errors: CATCH_ALL },
    UpsertDataTableValues: { errors: CATCH_ALL },
    LoadContactContent: { errors: CATCH_ALL },
    RenderMessageTemplate: {},
    ResumeContact: { errors: CATCH_ALL },
    RouteContactToAgent: { flows: ['CUSTOMER_QUEUE'] },
    StartOutboundChatContact: { errors: CATCH_ALL },
    StartOutboundEmailContact: {},
  }),
)
