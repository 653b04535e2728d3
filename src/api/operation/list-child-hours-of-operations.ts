import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find, listed } from '../resource.ts'
import { identifier } from '../show/hours-of-operation.ts'

/** The schedules in which this one's overrides hold. */
export const listChildHoursOfOperations: Operation<'ListChildHoursOfOperations'> = (
  input,
  context,
) => {
  const { id, document } = find(context, 'operating-hours', input.HoursOfOperationId)
  const { items, NextToken } = listed(
    context,
    'operating-hours',
    input,
    child => identifier(context, child),
    child => child.document.ParentHoursOfOperationIds?.includes(id) === true,
  )
  return answer({
    ChildHoursOfOperationsSummaryList: items,
    NextToken,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  })
}
