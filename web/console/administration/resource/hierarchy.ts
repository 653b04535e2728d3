import { apiResource } from '../api-resource.ts'
import { LevelsButton } from '../editor/levels-button.tsx'
import type { Values } from '../values.ts'

export const hierarchy = apiResource({
  key: 'hierarchy',
  kind: 'agent-group',
  columns: [
    { name: 'LevelId', label: 'level' },
    { name: 'HierarchyPath', label: 'parent', show: pathInWords },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'ParentGroupId', label: 'parent', kind: 'pick', of: 'hierarchy', only: 'create' },
  ],
  ListActions: LevelsButton,
  api: {
    id: 'HierarchyGroupId',
    shownId: 'Id',
    arn: 'Arn',
    search: 'SearchUserHierarchyGroups',
    found: 'UserHierarchyGroups',
    describe: 'DescribeUserHierarchyGroup',
    described: 'HierarchyGroup',
    create: 'CreateUserHierarchyGroup',
    updates: [{ operation: 'UpdateUserHierarchyGroupName', members: ['Name'] }],
    remove: 'DeleteUserHierarchyGroup',
  },
})

function pathInWords(value: unknown, { Id }: Values): string {
  const levels = Object.values((value ?? {}) as Readonly<Record<string, Values | undefined>>)
  return (
    levels
      .filter(each => each && each.Id !== Id)
      .map(each => String(each?.Name))
      .join(' › ') || '–'
  )
}
