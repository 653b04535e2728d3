// Kinds of configured things that the API keeps and few others look at.

import type { Kept } from './document.ts'
import type { ContactEvaluationDocument, EvaluationFormDocument } from './evaluation.ts'
import type { RuleDocument } from './rule.ts'

interface IntegrationDocument extends Kept {
  readonly [key: string]: unknown
  readonly IntegrationType: string
  readonly IntegrationArn: string
  readonly SourceType?: string
}

/** A file attached to a contact or a case. Its bytes are in the object store. */
interface AttachedFileDocument extends Kept {
  readonly [key: string]: unknown
  readonly FileName: string
  readonly FileSizeInBytes: number
  readonly FileUseCaseType: string
  readonly FileStatus: 'PROCESSING' | 'APPROVED' | 'REJECTED'
  readonly AssociatedResourceArn: string
  /** Until then it can be sent. */
  readonly UploadExpiresAt: number
}

/** What may be attached, by what it is attached to. */
interface FilesConfigurationDocument extends Kept {
  readonly [key: string]: unknown
  readonly MaximumSizeLimitInBytes?: number
  readonly ExtensionConfiguration?: {
    readonly AllowedExtensions: readonly { readonly Extension: string }[]
  }
}

interface Named extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
}

interface UseCaseDocument extends Kept {
  readonly [key: string]: unknown
  readonly IntegrationAssociationId: string
  readonly UseCaseType: 'RULES_EVALUATION' | 'CONNECT_CAMPAIGNS'
}

interface FlowAssociationDocument extends Kept {
  readonly [key: string]: unknown
  readonly ResourceId: string
  readonly ResourceType: string
  readonly FlowId: string
}

interface NotificationDocument extends Kept {
  readonly [key: string]: unknown
  /** By language. */
  readonly Content: Readonly<Record<string, string>>
  readonly Priority: 'HIGH' | 'LOW' | 'URGENT'
  readonly ExpiresAt?: number
  /** Ids of users, and what each has done with it. */
  readonly Recipients: readonly string[]
  readonly Statuses: Readonly<Record<string, 'READ' | 'UNREAD' | 'HIDDEN'>>
}

interface WorkspaceDocument extends Named {
  readonly Description?: string
  readonly Title?: string
  readonly Theme?: object
  readonly Visibility: 'ALL' | 'ASSIGNED' | 'NONE'
  readonly Pages: readonly {
    readonly Page: string
    readonly ResourceArn: string
    readonly Slug?: string
    readonly InputData?: string
  }[]
  /** Pictures, by what they are for. */
  readonly Media: Readonly<Record<string, string>>
}

/** By the id of what has the workspace. */
interface WorkspaceAssociationDocument extends Kept {
  readonly [key: string]: unknown
  readonly WorkspaceId: string
  readonly ResourceId: string
  readonly ResourceArn: string
  readonly ResourceType: string
  readonly ResourceName: string
}

/** Where a device is told of what is written in a chat. */
interface PushRegistrationDocument extends Kept {
  readonly [key: string]: unknown
  readonly PinpointAppArn: string
  readonly DeviceToken: string
  readonly DeviceType: 'APNS' | 'APNS_SANDBOX' | 'GCM'
  readonly ContactId: string
  readonly ParticipantRole?: string
  readonly IncludeRawMessage?: boolean
}

interface EmailAddressDocument extends Named {
  /** The address. */
  readonly Name: string
  readonly DisplayName?: string
  readonly Description?: string
  /** Another address whose mail counts as this one's. */
  readonly AliasId?: string
}

/** History that another account would be let read. */
interface AnalyticsAssociationDocument extends Kept {
  readonly [key: string]: unknown
  readonly DataSetId: string
  readonly TargetAccountId: string
}

export interface PlainDocuments {
  readonly 'evaluation-form': EvaluationFormDocument
  readonly 'contact-evaluation': ContactEvaluationDocument
  readonly rule: RuleDocument
  readonly file: AttachedFileDocument
  /** By scope: CASE, CHAT, EMAIL or TASK. */
  readonly 'attached-files-configuration': FilesConfigurationDocument
  /** Another system that we work with. */
  readonly 'integration-association': IntegrationDocument
  readonly 'use-case': UseCaseDocument
  /** By type and ARN of what it is for. */
  readonly 'flow-association': FlowAssociationDocument
  readonly 'security-key': Kept & { readonly Key: string }
  readonly 'traffic-distribution-group': Named & {
    readonly Description?: string
    readonly UserIds: readonly string[]
  }
  readonly notification: NotificationDocument
  readonly workspace: WorkspaceDocument
  readonly 'workspace-association': WorkspaceAssociationDocument
  /** A metric of the business's own. */
  readonly metric: Named & { readonly Status: 'PUBLISHED' | 'SAVED' }
  readonly vocabulary: Named & { readonly LanguageCode: string; readonly Content: string }
  /** By language. */
  readonly 'default-vocabulary': Kept & { readonly VocabularyId: string }
  readonly 'push-registration': PushRegistrationDocument
  readonly 'email-address': EmailAddressDocument
  /** By data set and account. */
  readonly 'analytics-association': AnalyticsAssociationDocument
  readonly 'extraction-definition': Named & { readonly LastUpdatedBy: string }
}
