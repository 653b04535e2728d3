import type { Entry } from '../../core/directory/directory.ts'
import { foundEvaluation } from '../contact-evaluation.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'

export const searchContactEvaluations: Operation<'SearchContactEvaluations'> = (input, context) => {
  const show = (evaluation: Entry<'contact-evaluation'>) => foundEvaluation(context, evaluation)
  const { items, ...rest } = searched(context, 'contact-evaluation', input, show, evaluation => {
    const { Metadata, ...members } = show(evaluation)
    const { SubmittedTime } = evaluation.document
    return { ...members, ...Metadata, SubmittedTime, AgentId: Metadata.ContactAgentId }
  })
  return answer({ EvaluationSearchSummaryList: items, ...rest })
}
