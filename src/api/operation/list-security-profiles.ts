import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listSecurityProfiles: Operation<'ListSecurityProfiles'> = (input, context) => {
  const { items, NextToken } = listed(context, 'security-profile', input, entry =>
    summaryOf(context, 'security-profile', entry),
  )
  return answer({ SecurityProfileSummaryList: items, NextToken })
}
