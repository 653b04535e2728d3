import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listHoursOfOperations: Operation<'ListHoursOfOperations'> = (input, context) => {
  const { items, NextToken } = listed(context, 'operating-hours', input, entry =>
    summaryOf(context, 'operating-hours', entry),
  )
  return answer({ HoursOfOperationSummaryList: items, NextToken })
}
