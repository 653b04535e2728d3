import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given } from '../resource.ts'

export const updatePhoneNumberMetadata: Operation<'UpdatePhoneNumberMetadata'> = (
  { PhoneNumberId, PhoneNumberDescription },
  context,
) => {
  const number = find(context, 'phone-number', PhoneNumberId)
  return change(edit(context, 'phone-number', number, given({ PhoneNumberDescription })))
}
