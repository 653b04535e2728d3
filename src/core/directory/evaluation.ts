// Evaluation forms with their versions, and evaluations of contacts made with them.
import type { Answers, FormContent } from '../evaluation/evaluation-form.ts'
import type { Score } from '../evaluation/score.ts'
import type { Kept } from './document.ts'

export interface EvaluationFormDocument extends Kept {
  readonly [key: string]: unknown
  /** The title of the latest version. */
  readonly Name: string
  /** ARN of a user. */
  readonly CreatedBy: string
  readonly LatestVersion: number
  /** The one that evaluations are begun with. */
  readonly ActiveVersion?: number
  readonly LastActivatedTime?: number
  readonly LastActivatedBy?: string
  /** Oldest first. */
  readonly Versions: readonly EvaluationFormVersion[]
}

export interface EvaluationFormVersion {
  readonly Version: number
  /** It has been active, so it never changes. */
  readonly Locked: boolean
  readonly CreatedTime: number
  readonly CreatedBy: string
  readonly LastModifiedTime: number
  readonly LastModifiedBy: string
  /** When it was last looked through. */
  readonly ValidatedTime?: number
  readonly Content: EvaluationFormContent
}

/** What is asked, and settings that others act on. */
export interface EvaluationFormContent extends FormContent {
  readonly [key: string]: unknown
}

export interface ContactEvaluationDocument extends Kept {
  readonly [key: string]: unknown
  readonly ContactId: string
  /** Who had the contact. */
  readonly ContactAgentId?: string
  readonly FormId: string
  readonly FormVersion: number
  readonly FormTitle: string
  /** ARN of a user. */
  readonly EvaluatorArn: string
  readonly Status: 'DRAFT' | 'SUBMITTED'
  readonly Answers: Answers
  /** By `RefId` of what they are about. */
  readonly Notes: Readonly<Record<string, string>>
  /** Once it is submitted. */
  readonly Score?: Score
  readonly Scores?: Readonly<Record<string, Score>>
  readonly SubmittedTime?: number
}
