import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { checkPhoneConfig } from '../show/user.ts'
import { withPhoneConfig } from '../user-config.ts'

export const updateUserPhoneConfig: Operation<'UpdateUserPhoneConfig'> = (input, context) => {
  const PhoneConfig = checkPhoneConfig(input.PhoneConfig)
  const user = find(context, 'agent', input.UserId)
  return change(edit(context, 'agent', user, withPhoneConfig(user.document, PhoneConfig)))
}
