import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showHierarchyGroup } from '../show/user-hierarchy.ts'

export const describeUserHierarchyGroup: Operation<'DescribeUserHierarchyGroup'> = (
  { HierarchyGroupId },
  context,
) => {
  const group = find(context, 'agent-group', HierarchyGroupId)
  return answer({ HierarchyGroup: showHierarchyGroup(context, group) })
}
