import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find, listed } from '../resource.ts'
import { quickConnectIdsOf } from '../show/queue.ts'
import { showQuickConnectSummary } from '../show/quick-connect.ts'

export const listQueueQuickConnects: Operation<'ListQueueQuickConnects'> = (input, context) => {
  const queue = find(context, 'queue', input.QueueId)
  const ids = new Set(quickConnectIdsOf(queue))
  const { items, NextToken } = listed(
    context,
    'transfer-destination',
    input,
    entry => showQuickConnectSummary(context, entry),
    ({ id }) => ids.has(id),
  )
  return answer({
    QuickConnectSummaryList: items,
    NextToken,
    LastModifiedTime: queue.document.LastModifiedTime,
    LastModifiedRegion: queue.document.LastModifiedRegion,
  })
}
