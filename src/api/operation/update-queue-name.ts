import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateQueueName: Operation<'UpdateQueueName'> = (
  { QueueId, Name, Description },
  context,
) => {
  const queue = find(context, 'queue', QueueId)
  requireFreeName(context, 'queue', Name, queue.id)
  return change(edit(context, 'queue', queue, given({ Name, Description })))
}
