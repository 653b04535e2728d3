import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { checkPhoneConfig } from '../show/user.ts'

export const updateUserPhoneConfig: Operation<'UpdateUserPhoneConfig'> = (input, context) => {
  const PhoneConfig = checkPhoneConfig(input.PhoneConfig)
  return change(edit(context, 'agent', find(context, 'agent', input.UserId), { PhoneConfig }))
}
