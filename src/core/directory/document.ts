// Configured things as the directory keeps them: the API's own members (names and shapes of the
// service's Describe answers), so that what is stored is what is shown. References are bare ids.
import type { JsonObject } from '../json.ts'

/** One word per kind of configured thing: the word its ARN has where it has one. */
export type Kind = keyof Documents

export interface Documents {
  readonly instance: InstanceDocument
  readonly agent: UserDocument
  readonly queue: QueueDocument
  readonly 'routing-profile': RoutingProfileDocument
  readonly 'operating-hours': HoursOfOperationDocument
  readonly 'phone-number': PhoneNumberDocument
  readonly 'contact-flow': ContactFlowDocument
  readonly 'flow-module': NamedDocument & JsonObject
  readonly prompt: PromptDocument
  readonly 'transfer-destination': NamedDocument & JsonObject
  readonly 'agent-state': AgentStatusDocument
  readonly 'security-profile': NamedDocument & JsonObject
  /** Ours: how a user proves who they are. Never shown by the API. */
  readonly credential: CredentialDocument
  /** Ours: an access key for the API. */
  readonly 'access-key': AccessKeyDocument
  /** Ours: who may send us calls, and where calls to numbers go. */
  readonly 'sip-trunk': SipTrunkDocument
  /** Ours: a phone that registers with us. */
  readonly 'sip-phone': SipPhoneDocument
  /** The answer given to a ClientToken, so that a repeated call gets it again. */
  readonly idempotency: JsonObject
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
  readonly SecurityProfileIds: readonly string[]
  readonly RoutingProfileId: string
}

export interface QueueDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Status: 'ENABLED' | 'DISABLED'
  readonly HoursOfOperationId?: string
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
  readonly MediaConcurrencies: readonly { readonly Channel: string; readonly Concurrency: number }[]
  readonly QueueConfigs: readonly {
    readonly QueueId: string
    readonly Channel: string
    /** 1 is served first. */
    readonly Priority: number
    /** Seconds a contact must have waited before this profile may take it. */
    readonly Delay: number
  }[]
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

export interface PromptDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly Description?: string
  /** Key in the blob store of an 8 kHz .wav. */
  readonly Location: string
  readonly S3Uri?: string
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
