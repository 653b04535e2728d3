import { HIERARCHY_LEVELS } from '../../core/directory/user-hierarchy.ts'
import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { put } from '../resource.ts'
import { inUse, invalidRequest } from '../service-error.ts'
import { hierarchyLevels } from '../show/user-hierarchy.ts'

/** The levels there are from now on; one that groups are on cannot go. */
export const updateUserHierarchyStructure: Operation<'UpdateUserHierarchyStructure'> = (
  { HierarchyStructure },
  context,
) => {
  const before = hierarchyLevels(context)
  const names = HIERARCHY_LEVELS.map(level => HierarchyStructure[level]?.Name)
  const count = names.findLastIndex(name => name !== undefined) + 1
  const Levels = names.slice(0, count).map((Name, index) => {
    const level = HIERARCHY_LEVELS[index]
    if (Name === undefined) {
      throw invalidRequest(`Member HierarchyStructure.${level} is required below another level.`)
    }
    const known = before[index]
    if (known?.Name === Name) return known
    return { Name, LastModifiedTime: context.now, LastModifiedRegion: context.region }
  })
  const used = [...context.centre.directory.list('agent-group')].find(
    ({ document }) => document.Level > count,
  )
  if (used) {
    throw inUse(`There are groups on level ${used.document.Level} of the hierarchy.`, {
      type: 'HIERARCHY_GROUP',
      arn: arnOf(context, 'agent-group', used.id),
    })
  }
  const { instanceId } = context.centre
  return change(put(context, 'agent-group-structure', instanceId, { Levels }))
}
