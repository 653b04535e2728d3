import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'
import { checkTimeZone } from '../show/hours-of-operation.ts'

export const updateHoursOfOperation: Operation<'UpdateHoursOfOperation'> = (input, context) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { Name, Description, TimeZone, Config } = input
  requireFreeName(context, 'operating-hours', Name, hours.id)
  checkTimeZone(TimeZone)
  const members = given({ Name, Description, TimeZone, Config })
  return change(edit(context, 'operating-hours', hours, members))
}
