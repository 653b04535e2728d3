// How flows and modules are named from outside: an id or ARN, with or without a qualifier behind a
// colon: a version number, `$LATEST`, `$SAVED`, or a module's alias.

export interface FlowReference {
  readonly id: string
  /** What stands behind the colon. */
  readonly qualifier?: string
}

export function flowReference(idOrArn: string): FlowReference {
  const last = idOrArn.slice(idOrArn.lastIndexOf('/') + 1)
  const colon = last.indexOf(':')
  if (colon < 0) return { id: last }
  return { id: last.slice(0, colon), qualifier: last.slice(colon + 1) }
}

/** The number in a qualifier that names a version, undefined in any other. */
export function versionNumber(qualifier: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(qualifier) ? Number(qualifier) : undefined
}

/** The id under which a version is kept, and under which it runs. */
export function versionId(id: string, version: number): string {
  return `${id}:${version}`
}
