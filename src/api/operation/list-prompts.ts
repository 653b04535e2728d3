import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listPrompts: Operation<'ListPrompts'> = (input, context) => {
  const { items, NextToken } = listed(context, 'prompt', input, entry =>
    summaryOf(context, 'prompt', entry),
  )
  return answer({ PromptSummaryList: items, NextToken })
}
