import { findEvaluation, formOf, showEvaluation } from '../contact-evaluation.ts'
import { showForm } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const describeContactEvaluation: Operation<'DescribeContactEvaluation'> = (
  { EvaluationId },
  context,
) => {
  const evaluation = findEvaluation(context, EvaluationId)
  const { form, version } = formOf(context, evaluation)
  return answer({
    Evaluation: showEvaluation(context, evaluation),
    EvaluationForm: showForm(context, form, version),
  })
}
