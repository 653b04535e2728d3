import { arnOf } from '../arn.ts'
import {
  checkEvaluator,
  findEvaluation,
  formOf,
  merged,
  requireDraft,
} from '../contact-evaluation.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit, given } from '../resource.ts'

export const updateContactEvaluation: Operation<'UpdateContactEvaluation'> = (input, context) => {
  const evaluation = findEvaluation(context, input.EvaluationId)
  requireDraft(evaluation)
  const { version } = formOf(context, evaluation)
  const kept = merged(version.Content, evaluation.document, input)
  const by = given({ EvaluatorArn: checkEvaluator(context, input.UpdatedBy) })
  return changed(
    {
      EvaluationId: evaluation.id,
      EvaluationArn: arnOf(context, 'contact-evaluation', evaluation.id),
    },
    edit(context, 'contact-evaluation', evaluation, { ...kept, ...by }),
  )
}
