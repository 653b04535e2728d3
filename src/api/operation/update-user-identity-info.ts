import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

export const updateUserIdentityInfo: Operation<'UpdateUserIdentityInfo'> = (
  { UserId, IdentityInfo },
  context,
) => change(edit(context, 'agent', find(context, 'agent', UserId), { IdentityInfo }))
