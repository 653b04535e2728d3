import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'

export const updateQueueHoursOfOperation: Operation<'UpdateQueueHoursOfOperation'> = (
  input,
  context,
) => {
  const queue = find(context, 'queue', input.QueueId)
  const HoursOfOperationId = idOf(context, 'operating-hours', input.HoursOfOperationId)
  return change(edit(context, 'queue', queue, { HoursOfOperationId }))
}
