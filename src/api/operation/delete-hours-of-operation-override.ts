import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { findOverride, overridesOf } from '../show/hours-override.ts'

export const deleteHoursOfOperationOverride: Operation<'DeleteHoursOfOperationOverride'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const gone = findOverride(hours, input.HoursOfOperationOverrideId)
  const Overrides = overridesOf(hours).filter(each => each !== gone)
  return change(edit(context, 'operating-hours', hours, { Overrides }))
}
