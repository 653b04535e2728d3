// Evaluations of contacts as the API takes and shows them.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../core/directory/directory.ts'
import type { ContactEvaluationDocument } from '../core/directory/evaluation.ts'
import { answersProblem } from '../core/evaluation/check-answers.ts'
import {
  type Answers,
  type FormContent,
  questionsOf,
  sectionsOf,
} from '../core/evaluation/evaluation-form.ts'
import { arnOf, bareId } from './arn.ts'
import { findVersion } from './evaluation-form.ts'
import type { InputOf, Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { find } from './resource.ts'
import { invalidParameter, ServiceError } from './service-error.ts'

type Evaluation = Entry<'contact-evaluation'>
type Given = Pick<InputOf<'UpdateContactEvaluation'>, 'Answers' | 'Notes'>
type Kept = Pick<ContactEvaluationDocument, 'Answers' | 'Notes'>

const NOTES_MAX = 100

export function findEvaluation(context: OperationContext, idOrArn: string): Evaluation {
  return find(context, 'contact-evaluation', idOrArn)
}

/** The version of the form that an evaluation was begun with. */
export function formOf(context: OperationContext, { document }: Evaluation) {
  return findVersion(context, {
    EvaluationFormId: document.FormId,
    EvaluationFormVersion: document.FormVersion,
  })
}

/** Answers and notes with what is given; an empty one takes away what was there. */
export function merged(content: FormContent, before: Kept, given: Given): Kept {
  const answers: Answers = mergedValues(before.Answers, given.Answers)
  const notes = mergedValues(before.Notes, given.Notes)
  const problem = answersProblem(content, answers)
  if (problem !== undefined) throw invalidParameter(`Member Answers: ${problem}`)
  const items = [...questionsOf(content.Items), ...sectionsOf(content.Items)]
  const known = new Set(items.map(({ RefId }) => RefId))
  const unknown = Object.keys(notes).find(refId => !known.has(refId))
  if (unknown !== undefined)
    throw invalidParameter(`Member Notes: the form has no item ${unknown}.`)
  if (Object.keys(notes).length > NOTES_MAX) {
    throw invalidParameter(`Member Notes: an evaluation has at most ${NOTES_MAX} notes.`)
  }
  return { Answers: answers, Notes: notes }
}

function mergedValues<Value>(
  before: Readonly<Record<string, Value>>,
  given: Readonly<Record<string, { readonly Value?: Value | undefined }>> = {},
): Readonly<Record<string, Value>> {
  const values = { ...before }
  for (const [refId, { Value }] of Object.entries(given)) {
    if (Value === undefined) delete values[refId]
    else values[refId] = Value
  }
  return values
}

/** The user who is said to have done it; whoever asks when nobody is named. */
export function checkEvaluator(
  context: OperationContext,
  by: Plain<sdk.EvaluatorUserUnion> | undefined,
): string | undefined {
  const arn = by?.ConnectUserArn
  if (arn === undefined) return undefined
  find(context, 'agent', bareId(arn))
  return arn
}

/** Only a draft changes. */
export function requireDraft({ id, document }: Evaluation): void {
  if (document.Status === 'DRAFT') return
  throw new ServiceError('ResourceConflictException', `Evaluation ${id} has been submitted.`)
}

export function showEvaluation(
  context: OperationContext,
  { id, document }: Evaluation,
): Plain<sdk.Evaluation> {
  const { ContactId, EvaluatorArn, Answers, Notes, Status, Score, Scores, Tags } = document
  const { CreatedTime = 0, LastModifiedTime = 0 } = document
  const answers = Object.entries(Answers).map(([refId, Value]) => [refId, { Value }])
  const notes = Object.entries(Notes).map(([refId, Value]) => [refId, { Value }])
  return {
    EvaluationId: id,
    EvaluationArn: arnOf(context, 'contact-evaluation', id),
    Metadata: { ContactId, EvaluatorArn, ...agentOf(document), Score },
    Answers: Object.fromEntries(answers),
    Notes: Object.fromEntries(notes),
    Status,
    Scores,
    EvaluationType: 'STANDARD',
    CreatedTime,
    LastModifiedTime,
    Tags,
  }
}

export function evaluationSummary(context: OperationContext, { id, document }: Evaluation) {
  const { EvaluatorArn, Status, Score, FormId, FormTitle } = document
  const { CreatedTime = 0, LastModifiedTime = 0 } = document
  return {
    EvaluationId: id,
    EvaluationArn: arnOf(context, 'contact-evaluation', id),
    EvaluationFormTitle: FormTitle,
    EvaluationFormId: FormId,
    Status,
    EvaluatorArn,
    CreatedTime,
    LastModifiedTime,
    AutoEvaluationEnabled: false,
    EvaluationType: 'STANDARD' as const,
    Score,
    ...participantOf(document),
  }
}

/** What searches find. */
export function foundEvaluation(context: OperationContext, evaluation: Evaluation) {
  const { document } = evaluation
  const { ContactId, EvaluatorArn, FormVersion, Score, Tags } = document
  const summary = evaluationSummary(context, evaluation)
  const { EvaluationId, EvaluationArn, EvaluationFormId, EvaluationFormTitle } = summary
  const { Status, CreatedTime, LastModifiedTime, EvaluationType } = summary
  return {
    EvaluationId,
    EvaluationArn,
    EvaluationFormId,
    EvaluationFormTitle,
    EvaluationFormVersion: FormVersion,
    Metadata: {
      ContactId,
      EvaluatorArn,
      ContactAgentId: document.ContactAgentId,
      ScorePercentage: Score?.Percentage,
      ScoreAutomaticFail: Score?.AutomaticFail,
      ScoreNotApplicable: Score?.NotApplicable,
      AutoEvaluationEnabled: false,
      ...participantOf(document).ContactParticipant,
      EarnedPoints: Score?.EarnedPoints,
      MaxBasePoint: Score?.MaxBasePoint,
      PerformanceCategory: Score?.PerformanceCategory,
    },
    Status,
    CreatedTime,
    LastModifiedTime,
    EvaluationType,
    Tags,
  }
}

function agentOf(document: ContactEvaluationDocument) {
  return { ContactAgentId: document.ContactAgentId, ...participantOf(document) }
}

function participantOf({ ContactAgentId }: ContactEvaluationDocument) {
  if (ContactAgentId === undefined) return {}
  const agent = { ContactParticipantRole: 'AGENT', ContactParticipantId: ContactAgentId } as const
  return { ContactParticipant: agent }
}
