import { bareId } from '../arn.ts'
import { evaluationSummary } from '../contact-evaluation.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'

export const listContactEvaluations: Operation<'ListContactEvaluations'> = (input, context) => {
  const contactId = bareId(input.ContactId)
  const { items, NextToken } = listed(
    context,
    'contact-evaluation',
    input,
    evaluation => evaluationSummary(context, evaluation),
    ({ document }) => document.ContactId === contactId,
  )
  return answer({ EvaluationSummaryList: items, NextToken })
}
