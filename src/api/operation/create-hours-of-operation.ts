import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { checkTimeZone } from '../show/hours-of-operation.ts'

export const createHoursOfOperation: Operation<'CreateHoursOfOperation'> = (input, context) => {
  refuseUnbuilt(input, 'ParentHoursOfOperationConfigs')
  requireFreeName(context, 'operating-hours', input.Name)
  checkTimeZone(input.TimeZone)
  const { InstanceId: _, ...members } = input
  const { id, arn, input: put } = create(context, 'operating-hours', members)
  return changed({ HoursOfOperationId: id, HoursOfOperationArn: arn }, put)
}
