import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { checkTimeZone, parentIds } from '../show/hours-of-operation.ts'

export const createHoursOfOperation: Operation<'CreateHoursOfOperation'> = (input, context) => {
  requireFreeName(context, 'operating-hours', input.Name)
  checkTimeZone(input.TimeZone)
  const { InstanceId: _, ParentHoursOfOperationConfigs, ...members } = input
  const parents = ParentHoursOfOperationConfigs?.map(each => each.HoursOfOperationId)
  const {
    id,
    arn,
    input: put,
  } = create(context, 'operating-hours', {
    ...members,
    ...(parents && { ParentHoursOfOperationIds: parentIds(context, parents) }),
  })
  return changed({ HoursOfOperationId: id, HoursOfOperationArn: arn }, put)
}
