import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showUser } from '../show/user.ts'

export const searchUsers: Operation<'SearchUsers'> = (input, context) => {
  const { items, ...rest } = searched(context, 'agent', input, user => showUser(context, user))
  return answer({ Users: items, ...rest })
}
