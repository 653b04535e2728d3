// The hierarchy of users as the API shows it, and what its operations have in common.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import {
  HIERARCHY_LEVELS,
  type HierarchyLevel,
  hierarchyPath,
} from '../../core/directory/user-hierarchy.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find } from '../resource.ts'
import { duplicate } from '../service-error.ts'

type Group = Entry<'agent-group'>

export function showHierarchyGroup(
  context: OperationContext,
  { id, document }: Group,
): Plain<sdk.HierarchyGroup> {
  const path = hierarchyPath(context.centre.directory, id).map(each => groupSummary(context, each))
  return {
    Id: id,
    Arn: arnOf(context, 'agent-group', id),
    Name: document.Name,
    LevelId: String(document.Level),
    HierarchyPath: Object.fromEntries(path.map((group, index) => [HIERARCHY_LEVELS[index], group])),
    Tags: document.Tags,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  }
}

export function groupSummary(
  context: OperationContext,
  { id, document }: Group,
): Plain<sdk.HierarchyGroupSummary> {
  const { Name, LastModifiedTime, LastModifiedRegion } = document
  return {
    Id: id,
    Arn: arnOf(context, 'agent-group', id),
    Name,
    LastModifiedTime,
    LastModifiedRegion,
  }
}

/** The levels there are, from the top. */
export function hierarchyLevels({ centre }: OperationContext): readonly HierarchyLevel[] {
  return centre.directory.get('agent-group-structure', centre.instanceId)?.Levels ?? []
}

/** Siblings have different names, whatever the case of their letters. */
export function requireFreeGroupName(
  { centre }: OperationContext,
  name: string,
  parentId: string | undefined,
  ownId?: string,
): void {
  for (const { id, document } of centre.directory.list('agent-group')) {
    if (id === ownId || document.ParentGroupId !== parentId) continue
    if (document.Name.toLowerCase() === name.toLowerCase()) {
      throw duplicate(`There is a user hierarchy group ${name} already.`)
    }
  }
}

/** Ids of the users in a group or in one below it. */
export function usersBelow(context: OperationContext, groupIdOrArn: string): ReadonlySet<string> {
  const { id } = find(context, 'agent-group', groupIdOrArn)
  const { directory } = context.centre
  const users = [...directory.list('agent')].filter(({ document }) =>
    hierarchyPath(directory, document.HierarchyGroupId).some(group => group.id === id),
  )
  return new Set(users.map(user => user.id))
}
