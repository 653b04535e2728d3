// Configured things as the directory keeps them: the API's own members (names and shapes of the
// service's Describe answers), so that what is stored is what is shown. References are bare ids.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import type { AuthenticationProfileDocument } from './authentication-profile.ts'
import type { ChatWidgetDocument } from './chat-widget.ts'
import type { EventSinkDocument } from './event-sink.ts'
import type { IdentityDocument } from './identity.ts'
import type { QuotaDocument, RequestRateDocument } from './limits.ts'
import type { MessagingChannelDocument } from './messaging-channel.ts'
import type { NoticeDocument } from './notice.ts'
import type { PlainDocuments } from './plain-documents.ts'
import type { ReportRunDocument, ReportScheduleDocument } from './report-schedule.ts'
import type { SavedReportDocument, WallboardDocument } from './saved-report.ts'
import type { TaskTemplateDocument } from './task-template.ts'
import type { HierarchyGroupDocument, HierarchyStructureDocument } from './user-hierarchy.ts'

/** One word per kind of configured thing: the word its ARN has where it has one. */
export type Kind = keyof Documents

export interface Documents extends PlainDocuments {
  readonly instance: InstanceDocument
  readonly agent: UserDocument
  readonly queue: QueueDocument
  readonly 'routing-profile': RoutingProfileDocument
  readonly 'operating-hours': HoursOfOperationDocument
  readonly 'phone-number': PhoneNumberDocument
  readonly 'contact-flow': ContactFlowDocument
  readonly 'contact-flow-version': ContactFlowVersionDocument
  readonly 'flow-module': FlowModuleDocument
  readonly 'flow-module-version': FlowModuleVersionDocument
  readonly 'flow-module-alias': FlowModuleAliasDocument
  readonly prompt: PromptDocument
  readonly view: ViewDocument
  readonly 'task-template': TaskTemplateDocument
  readonly 'transfer-destination': NamedDocument & JsonObject
  readonly 'agent-state': AgentStatusDocument
  readonly 'agent-group': HierarchyGroupDocument
  readonly 'agent-group-structure': HierarchyStructureDocument
  readonly 'security-profile': NamedDocument & JsonObject
  /** Its id is its name. */
  readonly 'predefined-attribute': PredefinedAttributeDocument
  readonly 'data-table': DataTableDocument
  /** Ours: rows, under ids that say which they are. */
  readonly 'data-table-record': DataTableRecordDocument
  /** A test of a flow, in the API's testing language. */
  readonly 'test-case': TestCaseDocument
  /** One run of a test case. */
  readonly 'test-case-execution': TestCaseExecutionDocument
  /** How people may sign in. */
  readonly 'authentication-profile': AuthenticationProfileDocument
  /** Ours: how a user proves who they are. Never shown by the API. */
  readonly credential: CredentialDocument
  /** Ours: a program's user or role, with its policies. */
  readonly identity: IdentityDocument
  /** Ours: an access key for the API. */
  readonly 'access-key': AccessKeyDocument
  /** Ours: who may send us calls, and where calls to numbers go. */
  readonly 'sip-trunk': SipTrunkDocument
  /** Ours: a phone that registers with us. */
  readonly 'sip-phone': SipPhoneDocument
  /** Ours: where a function is that flows call, unless it is a folder of this machine. Its id is its name. */
  readonly function: FunctionDocument
  /** A site that may show our softphone in its pages. Its id is the origin. */
  readonly 'approved-origin': { readonly Origin: string } & Kept
  /** A function flows may call. Its id is its ARN. */
  readonly 'lambda-function': LambdaFunctionDocument
  /** A bot flows may talk to. Its id is the ARN of its alias, or region and name. */
  readonly 'lex-bot': LexBotDocument
  /** Ours: who is told what happens. Its id is its name. */
  readonly 'event-sink': EventSinkDocument
  /** Ours: a chat window on pages of the business. */
  readonly 'chat-widget': ChatWidgetDocument
  /** Ours: what somebody asked of a page, to be asked again. */
  readonly 'saved-report': SavedReportDocument
  /** Ours: a report that is made at set times. */
  readonly 'report-schedule': ReportScheduleDocument
  /** Ours: what was made at one of them. Its id is the schedule's, a colon and the time. */
  readonly 'report-run': ReportRunDocument
  /** Ours: big numbers for a wall. */
  readonly wallboard: WallboardDocument
  /** Ours: who carries messages between customers and us. Its id is its name. */
  readonly 'messaging-channel': MessagingChannelDocument
  readonly 'request-rate': RequestRateDocument
  readonly quota: QuotaDocument
  /** Ours: what the operations team says of a queue, number or flow for now. */
  readonly notice: NoticeDocument
  /** Where what happens is told or kept, by the association's id. */
  readonly 'storage-config': StorageConfigDocument
  /** The answer given to a ClientToken, so that a repeated call gets it again. */
  readonly idempotency: JsonObject
}

type StorageConfigDocument = KinesisStorageDocument | FileStorageDocument

/** Files in our object store. */
export interface FileStorageDocument extends JsonObject {
  readonly ResourceType: 'CONTACT_EVALUATIONS'
  /** What their keys begin with. */
  readonly Prefix: string
  readonly Since: Instant
}

export interface KinesisStorageDocument extends JsonObject {
  readonly ResourceType: 'CONTACT_TRACE_RECORDS' | 'AGENT_EVENTS'
  /** Of Kinesis. */
  readonly StreamArn: string
  /** What happened before is not told. */
  readonly Since: Instant
}

interface NamedDocument {
  readonly Name: string
  readonly Description?: string
}

/** Members every configured thing of the API has. Times are epoch milliseconds. */
export interface Kept {
  readonly Tags?: Readonly<Record<string, string>>
  readonly CreatedTime?: number
  readonly LastModifiedTime?: number
  readonly LastModifiedRegion?: string
}

export interface InstanceDocument extends JsonObject {
  readonly Alias: string
  readonly Region: string
  readonly Account: string
  /** Countries (ISO 3166, `*` for all) that may be called; those it has numbers in when absent. */
  readonly OutboundCountries?: readonly string[]
  /** Kinds of numbers that cost extra and may be called all the same: see `contact/number-kind.ts`. */
  readonly OutboundNumberKinds?: readonly string[]
  /** Calls would stay in this region, were there another. */
  readonly IsolatedAll?: boolean
}

export interface UserDocument extends Kept {
  readonly [key: string]: unknown
  readonly Username: string
  readonly IdentityInfo?: {
    readonly FirstName?: string
    readonly LastName?: string
    readonly Email?: string
  }
  readonly PhoneConfig: {
    readonly PhoneType: 'SOFT_PHONE' | 'DESK_PHONE'
    readonly AutoAccept?: boolean
    /** Seconds; 0 is no limit. */
    readonly AfterContactWorkTimeLimit?: number
    /** E.164, or the SIP user of a phone that registers with us. */
    readonly DeskPhoneNumber?: string
  }
  /** By channel; what is said of VOICE stands in `PhoneConfig` too. */
  readonly AutoAcceptConfigs?: readonly {
    readonly Channel: string
    readonly AutoAccept: boolean
    readonly AgentFirstCallbackAutoAccept?: boolean
  }[]
  readonly AfterContactWorkConfigs?: readonly {
    readonly Channel: string
    readonly AfterContactWorkConfig: { readonly AfterContactWorkTimeLimit?: number }
    readonly AgentFirstCallbackAfterContactWorkConfig?: {
      readonly AfterContactWorkTimeLimit?: number
    }
  }[]
  readonly SecurityProfileIds: readonly string[]
  readonly RoutingProfileId: string
  readonly HierarchyGroupId?: string
  /** What the agent can do, for routing criteria. */
  readonly Proficiencies?: readonly {
    readonly AttributeName: string
    readonly AttributeValue: string
    /** 1 to 5. */
    readonly Level: number
  }[]
}

/** A word of the centre's own, with its values, for routing criteria and proficiencies. */
export interface PredefinedAttributeDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Values?: { readonly StringList?: readonly string[] }
}

/** A table that flows read and write. Its rows are `data-table-record`s. */
export interface DataTableDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string
  readonly TimeZone: string
  readonly ValueLockLevel: 'NONE' | 'DATA_TABLE' | 'PRIMARY_VALUE' | 'ATTRIBUTE' | 'VALUE'
  readonly Status: 'PUBLISHED'
  /** Grows by one with every change; whatever a change touches keeps its number. */
  readonly Revision: number
  readonly Attributes: readonly DataTableAttribute[]
}

/** A column. */
export interface DataTableAttribute {
  readonly AttributeId: string
  readonly Name: string
  readonly ValueType: 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'TEXT_LIST' | 'NUMBER_LIST'
  readonly Description?: string
  /** Part of what tells rows apart. */
  readonly Primary: boolean
  readonly Validation?: DataTableValidation
  readonly Revision: number
  readonly LastModifiedTime: number
}

export interface DataTableValidation {
  readonly MinLength?: number
  readonly MaxLength?: number
  readonly MinValues?: number
  readonly MaxValues?: number
  readonly IgnoreCase?: boolean
  readonly Minimum?: number
  readonly Maximum?: number
  readonly ExclusiveMinimum?: number
  readonly ExclusiveMaximum?: number
  readonly MultipleOf?: number
  readonly Enum?: { readonly Strict?: boolean; readonly Values?: readonly string[] }
}

/** A row. The one without primary values holds what is true of all others that say nothing else. */
export interface DataTableRecordDocument extends JsonObject {
  readonly TableId: string
  readonly RecordId: string
  /** Text by attribute id, so that an attribute may get another name. */
  readonly Primary: Readonly<Record<string, string>>
  readonly Values: Readonly<Record<string, DataTableCell>>
  readonly Revision: number
  readonly LastModifiedTime: number
}

export interface DataTableCell extends JsonObject {
  /** Text of the attribute's type. */
  readonly Value: string
  readonly Revision: number
  readonly LastModifiedTime: number
}

export interface QueueDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Status: 'ENABLED' | 'DISABLED'
  readonly HoursOfOperationId?: string
  /** Mail to these would wait here. */
  readonly EmailAddressIds?: readonly string[]
  readonly OutboundEmailConfig?: { readonly OutboundEmailAddressId?: string }
  /** Contacts that may wait; none is no limit of its own. */
  readonly MaxContacts?: number
  readonly OutboundCallerConfig?: {
    readonly OutboundCallerIdName?: string
    readonly OutboundCallerIdNumberId?: string
    readonly OutboundFlowId?: string
  }
}

export interface RoutingProfileDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly DefaultOutboundQueueId: string
  readonly MediaConcurrencies: readonly MediaConcurrency[]
  readonly QueueConfigs: readonly {
    readonly QueueId: string
    readonly Channel: string
    /** 1 is served first. */
    readonly Priority: number
    /** Seconds a contact must have waited before this profile may take it. */
    readonly Delay: number
  }[]
  /** Whose chats and tasks its agents may take by themselves. */
  readonly ManualAssignmentQueueConfigs?: readonly {
    readonly QueueId: string
    readonly Channel: string
  }[]
  /** Who has waited longest among its agents; since their last activity when absent. */
  readonly AgentAvailabilityTimer?: 'TIME_SINCE_LAST_ACTIVITY' | 'TIME_SINCE_LAST_INBOUND'
}

export interface MediaConcurrency {
  readonly Channel: string
  readonly Concurrency: number
  /** What else an agent with a contact of this channel may be given. Nothing of another one, unless said. */
  readonly CrossChannelBehavior?: {
    readonly BehaviorType: 'ROUTE_CURRENT_CHANNEL_ONLY' | 'ROUTE_ANY_CHANNEL'
  }
}

export interface HoursOfOperationDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly TimeZone: string
  readonly Config: readonly {
    readonly Day: 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'
    readonly StartTime: { readonly Hours: number; readonly Minutes: number }
    /** An end at or before the start means the next day; equal ones mean all day. */
    readonly EndTime: { readonly Hours: number; readonly Minutes: number }
  }[]
  /** By id and name each once. Shown by operations of their own. */
  readonly Overrides?: readonly HoursOfOperationOverride[]
  /** Schedules whose overrides hold here as well, by id. */
  readonly ParentHoursOfOperationIds?: readonly string[]
}

/** Other hours on certain dates, in the time zone of the schedule they hold in. */
export interface HoursOfOperationOverride {
  readonly HoursOfOperationOverrideId: string
  readonly Name: string
  readonly Description?: string
  /** STANDARD replaces the hours of its dates, OPEN adds to them, CLOSED takes from them. */
  readonly OverrideType: 'STANDARD' | 'OPEN' | 'CLOSED'
  readonly Config: readonly {
    /** Of every day when absent. */
    readonly Day?: HoursOfOperationDocument['Config'][number]['Day']
    readonly StartTime?: { readonly Hours: number; readonly Minutes: number }
    readonly EndTime?: { readonly Hours: number; readonly Minutes: number }
  }[]
  /** First and last date, YYYY-MM-DD. */
  readonly EffectiveFrom: string
  readonly EffectiveTill: string
  /** Every one of the dates between when absent. */
  readonly RecurrenceConfig?: {
    readonly RecurrencePattern: {
      readonly Frequency: 'WEEKLY' | 'MONTHLY' | 'YEARLY'
      readonly Interval: number
      readonly ByMonth?: readonly number[]
      /** -1 is the last day of the month. */
      readonly ByMonthDay?: readonly number[]
      /** The how manieth of its weekday in the month; -1 is the last. */
      readonly ByWeekdayOccurrence?: readonly number[]
    }
  }
}

export interface PhoneNumberDocument extends Kept {
  readonly [key: string]: unknown
  /** E.164. */
  readonly PhoneNumber: string
  readonly PhoneNumberType: string
  readonly PhoneNumberCountryCode: string
  readonly ContactFlowId?: string
}

export interface ContactFlowDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Type: FlowType
  readonly State: 'ACTIVE' | 'ARCHIVED'
  /** PUBLISHED content is what runs; SAVED content is a draft beside it. */
  readonly Status: 'PUBLISHED' | 'SAVED'
  /** Flow language, JSON as text, as it was given. */
  readonly Content: string
  readonly SavedContent?: string
  /** Set on the flows that come with the instance and serve where nothing else is set. */
  readonly IsDefault?: boolean
}

/** A version of a flow, under the flow's id and its number: `<id>:3`. It never changes. */
export interface ContactFlowVersionDocument extends Kept {
  readonly [key: string]: unknown
  readonly FlowId: string
  readonly Version: number
  readonly VersionDescription?: string
  readonly Content: string
}

export interface FlowModuleDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string
  readonly State: 'ACTIVE' | 'ARCHIVED'
  readonly Status: 'PUBLISHED' | 'SAVED'
  /** Flow language, JSON as text, as it was given. */
  readonly Content: string
  readonly SavedContent?: string
  /** What it takes, gives back and branches on: see `flow/module-settings.ts`. */
  readonly Settings?: string
}

/** A version of a module, under the module's id and its number: `<id>:3`. It never changes. */
export interface FlowModuleVersionDocument extends Kept {
  readonly [key: string]: unknown
  readonly ModuleId: string
  readonly Version: number
  readonly VersionDescription?: string
  readonly Content: string
  readonly Settings?: string
}

/** A name that stands for a version of a module. */
export interface FlowModuleAliasDocument extends Kept {
  readonly [key: string]: unknown
  readonly ModuleId: string
  readonly AliasName: string
  readonly Version: number
  readonly Description?: string
}

export type FlowType =
  | 'CONTACT_FLOW'
  | 'CUSTOMER_QUEUE'
  | 'CUSTOMER_HOLD'
  | 'CUSTOMER_WHISPER'
  | 'AGENT_HOLD'
  | 'AGENT_WHISPER'
  | 'OUTBOUND_WHISPER'
  | 'AGENT_TRANSFER'
  | 'QUEUE_TRANSFER'
  | 'CAMPAIGN'

export interface TestCaseDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Status: 'PUBLISHED' | 'SAVED'
  readonly Content: string
  readonly EntryPoint?: {
    readonly Type?: 'VOICE_CALL' | 'CHAT'
    readonly VoiceCallEntryPointParameters?: {
      readonly SourcePhoneNumber?: string
      readonly DestinationPhoneNumber?: string
      readonly FlowId?: string
    }
    readonly ChatEntryPointParameters?: { readonly FlowId?: string }
  }
  /** JSON as text: contact attributes to begin with. */
  readonly InitializationData?: string
}

/** Times are epoch milliseconds: when it was started, and how long it took in its own time. */
export interface TestCaseExecutionDocument extends Kept {
  readonly [key: string]: unknown
  readonly TestCaseId: string
  readonly StartTime: number
  readonly EndTime: number
  readonly Status: 'PASSED' | 'FAILED' | 'STOPPED'
  readonly Records: readonly {
    readonly ObservationId: string
    readonly Status: 'PASSED' | 'FAILED'
    readonly Timestamp: number
    /** JSON as text. */
    readonly Record: string
  }[]
}

export interface PromptDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string
  /** Key in the blob store of an 8 kHz .wav. */
  readonly Location: string
  readonly S3Uri?: string
}

export interface ViewDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string
  readonly Status: 'PUBLISHED' | 'SAVED'
  /** What flows show; none until it is published. */
  readonly Content?: ViewContent
  /** A draft beside it. */
  readonly SavedContent?: ViewContent
  /** Never changed, oldest first. */
  readonly Versions?: readonly ViewVersion[]
  /** How many there have ever been. */
  readonly VersionCount?: number
}

export interface ViewContent {
  readonly Actions: readonly string[]
  /** JSON as text, like the template. */
  readonly InputSchema: string
  readonly Template: string
}

export interface ViewVersion {
  readonly Version: number
  readonly Description?: string
  readonly Content: ViewContent
  readonly CreatedTime: number
}

export interface AgentStatusDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Type: 'ROUTABLE' | 'CUSTOM' | 'OFFLINE'
  readonly State: 'ENABLED' | 'DISABLED'
  readonly DisplayOrder?: number
}

export interface CredentialDocument extends JsonObject {
  readonly UserId: string
  /** scrypt parameters, salt and hash, in one line of text. */
  readonly Password: string
  /** What an authenticator app makes one-time codes of (RFC 6238), sealed. */
  readonly SecondFactor?: string
}

export interface AccessKeyDocument extends JsonObject {
  readonly SecretAccessKey: string
  readonly Owner: string
}

export interface SipTrunkDocument extends JsonObject {
  readonly Name: string
  /** Addresses or CIDR ranges from which calls are accepted without a password. */
  readonly Addresses: readonly string[]
  /** For trunks that prove themselves by digest: user name and HA1 (RFC 7616) per algorithm. */
  readonly Username?: string
  readonly Ha1Md5?: string
  readonly Ha1Sha256?: string
  /** Where calls to numbers are sent, for example `sip:203.0.113.5:5060;transport=udp`. */
  readonly OutboundUri?: string
  /** Credentials we answer with when the trunk challenges us. */
  readonly OutboundUsername?: string
  readonly OutboundPassword?: string
}

export interface SipPhoneDocument extends JsonObject {
  readonly Username: string
  readonly Ha1Md5: string
  readonly Ha1Sha256: string
  readonly UserId?: string
}

export interface FunctionDocument extends JsonObject {
  readonly Name: string
  /** Only calls by this ARN; by any ARN that ends in the name when absent. */
  readonly Arn?: string
  readonly Target:
    | { readonly Type: 'LOCAL' }
    | {
        readonly Type: 'HTTPS'
        readonly Url: string
        /** What requests are signed with. */
        readonly Secret: string
      }
    | {
        readonly Type: 'LAMBDA'
        /** The function's own name or ARN; that of the call when absent. */
        readonly FunctionName?: string
        readonly Region?: string
        /** Another address than Amazon's. */
        readonly Endpoint?: string
        /** Without them: whatever the machine's environment says. */
        readonly AccessKeyId?: string
        readonly SecretAccessKey?: string
      }
  readonly MemoryMegabytes?: number
  /** For local ones. */
  readonly Environment?: Readonly<Record<string, string>>
}

export interface LambdaFunctionDocument extends JsonObject {
  readonly Arn: string
}

export interface LexBotDocument extends JsonObject {
  /** Lex V2. */
  readonly AliasArn?: string
  /** Lex V1. */
  readonly BotName?: string
  readonly LexRegion?: string
}
