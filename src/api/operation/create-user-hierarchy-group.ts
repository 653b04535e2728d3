import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, find } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'
import { hierarchyLevels, requireFreeGroupName } from '../show/user-hierarchy.ts'

export const createUserHierarchyGroup: Operation<'CreateUserHierarchyGroup'> = (
  { Name, ParentGroupId, Tags },
  context,
) => {
  const parent =
    ParentGroupId === undefined ? undefined : find(context, 'agent-group', ParentGroupId)
  const Level = (parent?.document.Level ?? 0) + 1
  if (Level > hierarchyLevels(context).length) {
    throw invalidRequest(`The hierarchy of users has no level ${Level}.`)
  }
  requireFreeGroupName(context, Name, parent?.id)
  const { id, arn, input } = create(context, 'agent-group', {
    Name,
    ParentGroupId: parent?.id,
    Level,
    Tags,
  })
  return changed({ HierarchyGroupId: id, HierarchyGroupArn: arn }, input)
}
