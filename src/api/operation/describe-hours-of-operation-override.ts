import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { findOverride, showOverride } from '../show/hours-override.ts'

export const describeHoursOfOperationOverride: Operation<'DescribeHoursOfOperationOverride'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const override = findOverride(hours, input.HoursOfOperationOverrideId)
  return answer({ HoursOfOperationOverride: showOverride(context, hours, override) })
}
