import { findVersion, showForm } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const describeEvaluationForm: Operation<'DescribeEvaluationForm'> = (input, context) => {
  const { form, version } = findVersion(context, input)
  return answer({ EvaluationForm: showForm(context, form, version) })
}
