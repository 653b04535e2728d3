import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { overrideKey, showOverride, sortedOverrides } from '../show/hours-override.ts'

export const listHoursOfOperationOverrides: Operation<'ListHoursOfOperationOverrides'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { items, NextToken } = pageOf(sortedOverrides([hours]), input, overrideKey)
  return answer({
    HoursOfOperationOverrideList: items.map(each => showOverride(context, hours, each.override)),
    NextToken,
    LastModifiedTime: hours.document.LastModifiedTime,
    LastModifiedRegion: hours.document.LastModifiedRegion,
  })
}
