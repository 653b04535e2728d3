import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'

/** Without a group, the user is in none. */
export const updateUserHierarchy: Operation<'UpdateUserHierarchy'> = (
  { UserId, HierarchyGroupId },
  context,
) => {
  const group = idOf(context, 'agent-group', HierarchyGroupId)
  const user = find(context, 'agent', UserId)
  return change(edit(context, 'agent', user, { HierarchyGroupId: group }))
}
