import { unanswered } from '../../core/evaluation/check-answers.ts'
import { enabledQuestions } from '../../core/evaluation/enablement.ts'
import { scoresOf } from '../../core/evaluation/score.ts'
import { arnOf } from '../arn.ts'
import { checkEvaluator, findEvaluation, formOf, merged } from '../contact-evaluation.ts'
import { keepEvaluationFile } from '../evaluation-file.ts'
import type { InputOf, Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { edit, given } from '../resource.ts'
import { evaluationSubmitted } from '../rule-trigger.ts'
import { invalidParameter } from '../service-error.ts'

/** Counts the answers. One that was submitted before is counted again. */
export const submitContactEvaluation: Operation<'SubmitContactEvaluation'> = async (
  input,
  context,
) => {
  const before = submitted(context, input)
  await keepEvaluationFile(context, before)
  const contactId = before.evaluation.document.ContactId
  const contact = context.centre.contactRow(contactId) ?? (await context.contacts.get(contactId))
  return () => {
    const { evaluation, version, members } = submitted(context, input)
    return changed(
      {
        EvaluationId: evaluation.id,
        EvaluationArn: arnOf(context, 'contact-evaluation', evaluation.id),
      },
      edit(context, 'contact-evaluation', evaluation, members),
      ...evaluationSubmitted(context, {
        id: evaluation.id,
        document: { ...evaluation.document, ...members },
        form: version.Content,
        contact,
      }),
    )
  }
}

/** The evaluation as it stands, and what it will be. */
function submitted(context: OperationContext, input: InputOf<'SubmitContactEvaluation'>) {
  const evaluation = findEvaluation(context, input.EvaluationId)
  const { version } = formOf(context, evaluation)
  const { Content } = version
  const { Answers: answers, Notes } = merged(Content, evaluation.document, input)
  const missing = unanswered(Content, answers)
  if (missing !== undefined) {
    throw invalidParameter(`Member Answers: question ${missing} is not answered.`)
  }
  const enabled = enabledQuestions(Content, answers)
  const asked = Object.entries(answers).filter(([refId]) => enabled.has(refId))
  const Answers = Object.fromEntries(asked)
  const { total, items } = scoresOf(Content, Answers)
  const members = {
    Answers,
    Notes,
    Scores: items,
    ...(total && { Score: total }),
    Status: 'SUBMITTED' as const,
    SubmittedTime: context.now,
    ...given({ EvaluatorArn: checkEvaluator(context, input.SubmittedBy) }),
  }
  return { evaluation, version, members }
}
