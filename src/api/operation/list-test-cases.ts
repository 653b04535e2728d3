import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listTestCases: Operation<'ListTestCases'> = (input, context) => {
  const { items, NextToken } = listed(context, 'test-case', input, entry => ({
    ...summaryOf(context, 'test-case', entry),
    Status: entry.document.Status,
  }))
  return answer({ TestCaseSummaryList: items, NextToken })
}
