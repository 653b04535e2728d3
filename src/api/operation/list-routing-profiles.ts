import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listRoutingProfiles: Operation<'ListRoutingProfiles'> = (input, context) => {
  const { items, NextToken } = listed(context, 'routing-profile', input, entry =>
    summaryOf(context, 'routing-profile', entry),
  )
  return answer({ RoutingProfileSummaryList: items, NextToken })
}
