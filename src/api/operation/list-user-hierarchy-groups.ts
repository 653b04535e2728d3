import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { groupSummary } from '../show/user-hierarchy.ts'

export const listUserHierarchyGroups: Operation<'ListUserHierarchyGroups'> = (input, context) => {
  const { items, NextToken } = listed(context, 'agent-group', input, group =>
    groupSummary(context, group),
  )
  return answer({ UserHierarchyGroupSummaryList: items, NextToken })
}
