// Evaluations as files in the object store, when the instance has a place for them: JSON as Connect
// writes it, one file for every time an evaluation is submitted.
import { isoTime, isoTimeMs } from '../core/contact/iso-time.ts'
import type { Entry } from '../core/directory/directory.ts'
import type {
  ContactEvaluationDocument,
  EvaluationFormVersion,
} from '../core/directory/evaluation.ts'
import {
  type FormItem,
  type FormQuestion,
  questionsOf,
  sectionsOf,
} from '../core/evaluation/evaluation-form.ts'
import type { Score } from '../core/evaluation/score.ts'
import type { OperationContext } from './operation-context.ts'
import { associationsOf } from './storage-config.ts'

const SCHEMA_VERSION = '3.0'

interface Submitted {
  readonly evaluation: Entry<'contact-evaluation'>
  readonly version: EvaluationFormVersion
  readonly members: Pick<ContactEvaluationDocument, 'Answers' | 'Notes'> &
    Partial<ContactEvaluationDocument>
}

/** Does nothing when the instance keeps no such files. */
export async function keepEvaluationFile(
  context: OperationContext,
  submitted: Submitted,
): Promise<void> {
  const [place] = associationsOf('CONTACT_EVALUATIONS', context)
  if (place?.document.ResourceType !== 'CONTACT_EVALUATIONS') return
  const { centre, now } = context
  const alias = centre.directory.get('instance', centre.instanceId)?.Alias ?? centre.instanceId
  const [day = '', time = ''] = isoTimeMs(now).replace('Z', '').split('T')
  const { Prefix } = place.document
  const folder = [...(Prefix === '' ? [] : [Prefix]), 'connect', alias, 'ContactEvaluations']
  const key = [...folder, ...day.split('-'), `${time}-${submitted.evaluation.id}.json`].join('/')
  await context.blobs.put(key, new TextEncoder().encode(JSON.stringify(fileOf(context, submitted))))
}

function fileOf(context: OperationContext, { evaluation, version, members }: Submitted) {
  const document = { ...evaluation.document, ...members }
  const { Content } = version
  const owners = ownersOf(Content.Items)
  return {
    schemaVersion: SCHEMA_VERSION,
    evaluationId: evaluation.id,
    metadata: {
      contactId: document.ContactId,
      accountId: context.account,
      instanceId: context.centre.instanceId,
      agentId: document.ContactAgentId ?? null,
      evaluationDefinitionTitle: Content.Title,
      evaluator: document.EvaluatorArn,
      evaluationDefinitionId: document.FormId,
      evaluationDefinitionVersion: document.FormVersion,
      evaluationStartTimestamp: isoTime(document.CreatedTime ?? context.now),
      evaluationSubmitTimestamp: isoTime(context.now),
      score: scoreOf(document.Score),
    },
    sections: sectionsOf(Content.Items).map(({ RefId, Title }) => ({
      sectionRefId: RefId,
      sectionTitle: Title,
      parentSectionRefId: owners.get(RefId) ?? null,
      notes: document.Notes[RefId] ?? '',
      score: scoreOf(document.Scores?.[RefId]),
    })),
    questions: questionsOf(Content.Items).map(question => ({
      questionRefId: question.RefId,
      sectionRefId: owners.get(question.RefId) ?? null,
      questionType: question.QuestionType,
      questionText: question.Title,
      answer: answerOf(question, document),
      score: scoreOf(document.Scores?.[question.RefId]),
    })),
  }
}

function answerOf({ RefId }: FormQuestion, { Answers, Notes }: ContactEvaluationDocument) {
  const { NotApplicable, ...values } = Answers[RefId] ?? {}
  const [value = ''] = Object.values(values)
  const metadata = { notApplicable: NotApplicable === true }
  return { value: NotApplicable ? '' : value, notes: Notes[RefId] ?? '', metadata }
}

function scoreOf(score: Score | undefined) {
  if (!score) return null
  const { Percentage, AutomaticFail = false, NotApplicable = false, EarnedPoints } = score
  return {
    ...(Percentage !== undefined && { percentage: Percentage }),
    ...(EarnedPoints !== undefined && { points: EarnedPoints }),
    automaticFail: AutomaticFail,
    notApplicable: NotApplicable,
  }
}

/** The section each item stands in. */
function ownersOf(items: readonly FormItem[], owner?: string): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const { Section, Question } of items) {
    const refId = (Section ?? Question)?.RefId
    if (refId !== undefined && owner !== undefined) owners.set(refId, owner)
    for (const [inside, by] of ownersOf(Section?.Items ?? [], refId)) owners.set(inside, by)
  }
  return owners
}
