import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'
import { quickConnectIdsOf } from '../show/queue.ts'

export const associateQueueQuickConnects: Operation<'AssociateQueueQuickConnects'> = (
  input,
  context,
) => {
  const queue = find(context, 'queue', input.QueueId)
  const added = input.QuickConnectIds.map(each => idOf(context, 'transfer-destination', each))
  const QuickConnectIds = [...new Set([...quickConnectIdsOf(queue), ...added])]
  return change(edit(context, 'queue', queue, { QuickConnectIds }))
}
