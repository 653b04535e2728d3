import { originOf } from '../approved-origin.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { put } from '../resource.ts'
import { ServiceError } from '../service-error.ts'

export const associateApprovedOrigin: Operation<'AssociateApprovedOrigin'> = (input, context) => {
  const Origin = originOf(input.Origin)
  if (context.centre.directory.get('approved-origin', Origin)) {
    throw new ServiceError('ResourceConflictException', `${Origin} is approved already.`)
  }
  return change(put(context, 'approved-origin', Origin, { Origin }))
}
