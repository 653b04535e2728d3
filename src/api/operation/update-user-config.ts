import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { withConfigs } from '../user-config.ts'

export const updateUserConfig: Operation<'UpdateUserConfig'> = (input, context) => {
  const user = find(context, 'agent', input.UserId)
  return change(edit(context, 'agent', user, withConfigs(user.document.PhoneConfig, input)))
}
