import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given } from '../resource.ts'
import { findOverride, overrideOf, withOverride } from '../show/hours-override.ts'

export const updateHoursOfOperationOverride: Operation<'UpdateHoursOfOperationOverride'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { InstanceId: _, HoursOfOperationId: __, HoursOfOperationOverrideId, ...members } = input
  const former = findOverride(hours, HoursOfOperationOverrideId)
  const override = overrideOf({ ...former, ...given(members) })
  const Overrides = withOverride(hours, override)
  return change(edit(context, 'operating-hours', hours, { Overrides }))
}
