import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { parentIds } from '../show/hours-of-operation.ts'

/** The overrides of other schedules hold in this one from now on. */
export const associateHoursOfOperations: Operation<'AssociateHoursOfOperations'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { ParentHoursOfOperationIds = [] } = hours.document
  const added = input.ParentHoursOfOperationConfigs.map(each => each.HoursOfOperationId)
  const ids = parentIds(context, [...ParentHoursOfOperationIds, ...added], hours.id)
  return change(edit(context, 'operating-hours', hours, { ParentHoursOfOperationIds: ids }))
}
