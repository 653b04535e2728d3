import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { ServiceError } from '../service-error.ts'
import { requireUnused } from '../use.ts'

export const deleteQueue: Operation<'DeleteQueue'> = ({ QueueId }, context) => {
  const { id } = find(context, 'queue', QueueId)
  requireUnused(context, 'queue', id)
  if (context.centre.waitingIn(id).length > 0) {
    throw new ServiceError('ResourceInUseException', 'Contacts are waiting in the queue.')
  }
  return change(remove('queue', id))
}
