import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showQueue } from '../show/queue.ts'

export const searchQueues: Operation<'SearchQueues'> = (input, context) => {
  const { items, ...rest } = searched(context, 'queue', input, queue => showQueue(context, queue))
  return answer({ Queues: items, ...rest })
}
