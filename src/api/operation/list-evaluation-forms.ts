import { formSummary } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'

export const listEvaluationForms: Operation<'ListEvaluationForms'> = (input, context) => {
  const { items, NextToken } = listed(context, 'evaluation-form', input, form =>
    formSummary(context, form),
  )
  return answer({ EvaluationFormSummaryList: items, NextToken })
}
