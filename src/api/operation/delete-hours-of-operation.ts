import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { requireUnused } from '../use.ts'

export const deleteHoursOfOperation: Operation<'DeleteHoursOfOperation'> = (input, context) => {
  const { id } = find(context, 'operating-hours', input.HoursOfOperationId)
  requireUnused(context, 'operating-hours', id)
  return change(remove('operating-hours', id))
}
