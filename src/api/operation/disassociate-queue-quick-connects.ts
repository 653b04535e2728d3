import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { quickConnectIdsOf } from '../show/queue.ts'

export const disassociateQueueQuickConnects: Operation<'DisassociateQueueQuickConnects'> = (
  input,
  context,
) => {
  const queue = find(context, 'queue', input.QueueId)
  const gone = new Set(input.QuickConnectIds.map(bareId))
  const QuickConnectIds = quickConnectIdsOf(queue).filter(each => !gone.has(each))
  return change(edit(context, 'queue', queue, { QuickConnectIds }))
}
