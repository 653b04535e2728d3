/** A user or role as the centre shows it. */
export interface ShownIdentity {
  readonly name: string
  readonly type: string
  readonly arn: string
  readonly policies: readonly string[]
  readonly keys: readonly string[]
}

/** Where the centre has it. */
export function pathOf(...parts: readonly string[]): string {
  return ['/api/access', ...parts.map(encodeURIComponent)].join('/')
}
