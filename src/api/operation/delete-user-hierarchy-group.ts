import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { requireUnused } from '../use.ts'

export const deleteUserHierarchyGroup: Operation<'DeleteUserHierarchyGroup'> = (
  { HierarchyGroupId },
  context,
) => {
  const { id } = find(context, 'agent-group', HierarchyGroupId)
  requireUnused(context, 'agent-group', id)
  return change(remove('agent-group', id))
}
