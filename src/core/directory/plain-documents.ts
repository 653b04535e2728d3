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

export interface PlainDocuments {
  readonly 'evaluation-form': EvaluationFormDocument
  readonly 'contact-evaluation': ContactEvaluationDocument
  readonly rule: RuleDocument
  /** Another system that we work with. */
  readonly 'integration-association': IntegrationDocument
}
