import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

/** Every queue here is a standard one: agents' own queues are not listed yet. */
export const listQueues: Operation<'ListQueues'> = (input, context) => {
  const standard = !input.QueueTypes?.length || input.QueueTypes.includes('STANDARD')
  const { items, NextToken } = listed(
    context,
    'queue',
    input,
    queue => ({ ...summaryOf(context, 'queue', queue), QueueType: 'STANDARD' as const }),
    () => standard,
  )
  return answer({ QueueSummaryList: items, NextToken })
}
