// Rules: what is to be done when something happens.
import type { Kept } from './document.ts'

export interface RuleDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  readonly TriggerEventSource: {
    readonly EventSourceName: string
    readonly IntegrationAssociationId?: string | undefined
  }
  /** Conditions, JSON as text: see `rule/rule-function.ts`. */
  readonly Function: string
  readonly Actions: readonly RuleAction[]
  readonly PublishStatus: 'DRAFT' | 'PUBLISHED'
  /** Tags that the contact has. */
  readonly PreEvaluationFilters?: {
    readonly AndConditions?:
      | readonly { readonly FilterKey: string; readonly FilterValue: string }[]
      | undefined
  }
  /** ARN of a user. */
  readonly LastUpdatedBy: string
}

/** With the definition that goes with its type. */
export interface RuleAction {
  readonly ActionType: string
  readonly TaskAction?:
    | {
        readonly Name: string
        readonly ContactFlowId: string
        readonly Description?: string | undefined
        readonly References?:
          | Readonly<Record<string, { readonly Type: string; readonly Value?: string | undefined }>>
          | undefined
      }
    | undefined
  readonly EventBridgeAction?: { readonly Name: string } | undefined
}
