import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { requireFreeGroupName } from '../show/user-hierarchy.ts'

export const updateUserHierarchyGroupName: Operation<'UpdateUserHierarchyGroupName'> = (
  { HierarchyGroupId, Name },
  context,
) => {
  const group = find(context, 'agent-group', HierarchyGroupId)
  requireFreeGroupName(context, Name, group.document.ParentGroupId, group.id)
  return change(edit(context, 'agent-group', group, { Name }))
}
