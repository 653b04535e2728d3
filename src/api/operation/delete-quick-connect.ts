import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, remove } from '../resource.ts'
import { quickConnectIdsOf } from '../show/queue.ts'

/** Queues that show it lose it. */
export const deleteQuickConnect: Operation<'DeleteQuickConnect'> = (input, context) => {
  const { id } = find(context, 'transfer-destination', input.QuickConnectId)
  const showing = [...context.centre.directory.list('queue')].filter(queue =>
    quickConnectIdsOf(queue).includes(id),
  )
  const edits = showing.map(queue =>
    edit(context, 'queue', queue, {
      QuickConnectIds: quickConnectIdsOf(queue).filter(each => each !== id),
    }),
  )
  return change(...edits, remove('transfer-destination', id))
}
