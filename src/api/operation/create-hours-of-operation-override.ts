import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { overrideOf, withOverride } from '../show/hours-override.ts'

export const createHoursOfOperationOverride: Operation<'CreateHoursOfOperationOverride'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { InstanceId: _, HoursOfOperationId: __, ...members } = input
  const HoursOfOperationOverrideId = context.newId()
  const override = overrideOf({
    OverrideType: 'STANDARD',
    ...members,
    HoursOfOperationOverrideId,
  })
  const Overrides = withOverride(hours, override)
  return changed(
    { HoursOfOperationOverrideId },
    edit(context, 'operating-hours', hours, { Overrides }),
  )
}
