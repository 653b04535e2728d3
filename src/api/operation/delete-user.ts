import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

export const deleteUser: Operation<'DeleteUser'> = ({ UserId }, context) => {
  const { id } = find(context, 'agent', UserId)
  const keys = [...context.centre.directory.list('access-key')].filter(
    key => key.document.Owner === id,
  )
  return change(
    remove('agent', id),
    remove('credential', id),
    ...keys.map(key => remove('access-key', key.id)),
  )
}
