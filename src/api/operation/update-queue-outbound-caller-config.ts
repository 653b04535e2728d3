import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { outboundCallerConfig } from '../show/queue.ts'

export const updateQueueOutboundCallerConfig: Operation<'UpdateQueueOutboundCallerConfig'> = (
  input,
  context,
) => {
  const queue = find(context, 'queue', input.QueueId)
  const OutboundCallerConfig = outboundCallerConfig(context, input.OutboundCallerConfig)
  return change(edit(context, 'queue', queue, { OutboundCallerConfig }))
}
