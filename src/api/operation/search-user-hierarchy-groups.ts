import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showHierarchyGroup } from '../show/user-hierarchy.ts'

export const searchUserHierarchyGroups: Operation<'SearchUserHierarchyGroups'> = (
  input,
  context,
) => {
  const { items, ...rest } = searched(context, 'agent-group', input, group =>
    showHierarchyGroup(context, group),
  )
  return answer({ UserHierarchyGroups: items, ...rest })
}
