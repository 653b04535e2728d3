import { versionSummary } from '../evaluation-form.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'

export const listEvaluationFormVersions: Operation<'ListEvaluationFormVersions'> = (
  input,
  context,
) => {
  const form = find(context, 'evaluation-form', input.EvaluationFormId)
  const { items, NextToken } = pageOf(form.document.Versions, input, ({ Version }) =>
    String(Version).padStart(10, '0'),
  )
  return answer({
    EvaluationFormVersionSummaryList: items.map(each => versionSummary(context, form, each)),
    NextToken,
  })
}
