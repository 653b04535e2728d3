import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

/** Without a number the limit goes. */
export const updateQueueMaxContacts: Operation<'UpdateQueueMaxContacts'> = (
  { QueueId, MaxContacts },
  context,
) => change(edit(context, 'queue', find(context, 'queue', QueueId), { MaxContacts }))
