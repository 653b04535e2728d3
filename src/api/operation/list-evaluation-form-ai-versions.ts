import { answer, type Operation } from '../operation.ts'

/** Nothing evaluates contacts by itself here, so there are no versions of it. */
export const listEvaluationFormAIVersions: Operation<'ListEvaluationFormAIVersions'> = () =>
  answer({ AIVersionSummaries: [] })
