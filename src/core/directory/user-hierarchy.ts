// Groups of users in up to five levels: region, site, team and the like. A user is in one group at most,
// and so in every group above it.
import type { DirectoryView } from './directory.ts'
import type { Kept } from './document.ts'

/** The names of the levels, from the top; its id is the instance's. */
export interface HierarchyStructureDocument {
  readonly [key: string]: unknown
  readonly Levels: readonly HierarchyLevel[]
}

export interface HierarchyLevel {
  readonly Name: string
  readonly LastModifiedTime: number
  readonly LastModifiedRegion: string
}

export interface HierarchyGroupDocument extends Kept {
  readonly [key: string]: unknown
  readonly Name: string
  /** Absent on the first level. */
  readonly ParentGroupId?: string
  /** 1 to 5. */
  readonly Level: number
}

export const HIERARCHY_LEVELS = [
  'LevelOne',
  'LevelTwo',
  'LevelThree',
  'LevelFour',
  'LevelFive',
] as const

/** The group and those above it, from the top; empty for one that is not there. */
export function hierarchyPath(
  directory: DirectoryView,
  groupId: string | undefined,
): readonly { readonly id: string; readonly document: HierarchyGroupDocument }[] {
  const path: { readonly id: string; readonly document: HierarchyGroupDocument }[] = []
  for (let id = groupId; id !== undefined && path.length < HIERARCHY_LEVELS.length; ) {
    const document = directory.get('agent-group', id)
    if (!document) break
    path.unshift({ id, document })
    id = document.ParentGroupId
  }
  return path
}
