import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

export const updateQueueStatus: Operation<'UpdateQueueStatus'> = ({ QueueId, Status }, context) =>
  change(edit(context, 'queue', find(context, 'queue', QueueId), { Status }))
