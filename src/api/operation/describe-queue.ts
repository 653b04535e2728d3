import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showQueue } from '../show/queue.ts'

export const describeQueue: Operation<'DescribeQueue'> = ({ QueueId }, context) =>
  answer({ Queue: showQueue(context, find(context, 'queue', QueueId)) })
