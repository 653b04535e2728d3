import { searchSummary } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'

export const searchEvaluationForms: Operation<'SearchEvaluationForms'> = (input, context) => {
  const show = (form: Parameters<typeof searchSummary>[1]) => searchSummary(context, form)
  const { items, ...rest } = searched(context, 'evaluation-form', input, show, show)
  return answer({ EvaluationFormSearchSummaryList: items, ...rest })
}
