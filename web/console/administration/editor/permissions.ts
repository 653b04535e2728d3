// Permissions as a matrix: areas down, what may be done there across, and those of their own kind.

export const VERBS = ['View', 'Create', 'Edit', 'Delete'] as const

export interface PermissionGroups {
  /** `Queues` of `Queues.View`. */
  readonly areas: readonly string[]
  /** Such as `BasicAgentAccess`. */
  readonly others: readonly string[]
}

/** @param known everything that any profile grants. */
export function groupsOf(known: readonly string[]): PermissionGroups {
  const areas = new Set<string>()
  const others = new Set<string>()
  for (const permission of known) {
    const [area = '', verb] = permission.split('.')
    if (VERBS.some(each => each === verb)) areas.add(area)
    else others.add(permission)
  }
  return { areas: [...areas].sort(), others: [...others].sort() }
}

/** `RoutingPolicies` as people read it. */
export function areaInWords(area: string): string {
  return area.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`
  })
}
