// `GET /api/references/<kind>/<id>`: what refers to a configured thing. Kinds are words as in ARNs.

export interface References {
  readonly references: readonly {
    readonly kind: string
    readonly id: string
    readonly name: string
    /** The thing cannot be deleted as long as this refers to it. */
    readonly blocks: boolean
  }[]
}
