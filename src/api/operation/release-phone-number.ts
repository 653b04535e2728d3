import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { requireUnused } from '../use.ts'

export const releasePhoneNumber: Operation<'ReleasePhoneNumber'> = ({ PhoneNumberId }, context) => {
  const { id } = find(context, 'phone-number', PhoneNumberId)
  requireUnused(context, 'phone-number', id)
  return change(remove('phone-number', id))
}
