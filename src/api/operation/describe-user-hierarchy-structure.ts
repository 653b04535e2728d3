import { HIERARCHY_LEVELS } from '../../core/directory/user-hierarchy.ts'
import { instanceArn } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { hierarchyLevels } from '../show/user-hierarchy.ts'

export const describeUserHierarchyStructure: Operation<'DescribeUserHierarchyStructure'> = (
  _,
  context,
) => {
  const levels = hierarchyLevels(context).map((level, index) => {
    const Id = String(index + 1)
    return [
      HIERARCHY_LEVELS[index],
      { Id, Arn: `${instanceArn(context)}/agent-group-level/${Id}`, ...level },
    ]
  })
  return answer({ HierarchyStructure: Object.fromEntries(levels) })
}
