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

export interface PlainDocuments {
  readonly 'evaluation-form': EvaluationFormDocument
  readonly 'contact-evaluation': ContactEvaluationDocument
  readonly rule: RuleDocument
  readonly file: AttachedFileDocument
  /** By scope: CASE, CHAT, EMAIL or TASK. */
  readonly 'attached-files-configuration': FilesConfigurationDocument
  /** Another system that we work with. */
  readonly 'integration-association': IntegrationDocument
}
