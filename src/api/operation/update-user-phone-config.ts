import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { withOwnPhone } from '../own-phone.ts'
import { edit, find } from '../resource.ts'
import { checkPhoneConfig } from '../show/user.ts'
import { withPhoneConfig } from '../user-config.ts'

export const updateUserPhoneConfig: Operation<'UpdateUserPhoneConfig'> = (input, context) => {
  const wanted = checkPhoneConfig(input.PhoneConfig)
  const user = find(context, 'agent', input.UserId)
  const { caller } = context
  const isOwn = caller.userId === user.id && caller.identity === undefined
  const PhoneConfig = isOwn
    ? withOwnPhone(context, { userId: user.id, before: user.document.PhoneConfig, wanted })
    : wanted
  return change(edit(context, 'agent', user, withPhoneConfig(user.document, PhoneConfig)))
}
