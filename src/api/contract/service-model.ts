// What an AWS service looks like on the wire: its operations and shapes, as data. The models are
// generated (tools/generate-contract.ts); readers, writers and the router are made from them.

export interface ServiceModel {
  readonly operations: Readonly<Record<string, OperationModel>>
  readonly shapes: Readonly<Record<string, Shape>>
}

export interface OperationModel {
  readonly method: string
  /** Path with its labels, for example `/queues/{InstanceId}/{QueueId}`. */
  readonly path: string
  readonly status: number
  /** Name of a structure; none means no members at all. */
  readonly input?: string
  readonly output?: string
  /** The exceptions it may answer, by name. */
  readonly errors: readonly string[]
  /** The member that makes a repeated call the same call. */
  readonly token?: string
}

export type Shape =
  | StringShape
  | {
      readonly type: 'integer' | 'number'
      readonly min?: number
      readonly max?: number
    }
  | { readonly type: 'boolean' | 'blob' | 'document' }
  | { readonly type: 'timestamp'; readonly format?: 'iso8601' }
  | { readonly type: 'list'; readonly member: string; readonly min?: number; readonly max?: number }
  | {
      readonly type: 'map'
      readonly key: string
      readonly value: string
      readonly min?: number
      readonly max?: number
    }
  | StructureShape

export interface StringShape {
  readonly type: 'string'
  /** Length in characters (code points). */
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
}

export interface StructureShape {
  readonly type: 'structure'
  readonly members: Readonly<Record<string, Member>>
  readonly required?: readonly string[]
  /** Exactly one member is set. */
  readonly union?: true
  /** The HTTP status, when it is an exception. */
  readonly error?: number
}

/** A shape's name, and where the member travels when it is not in the body. */
export type Member =
  | string
  | {
      readonly shape: string
      readonly label?: true
      readonly query?: string
      readonly header?: string
    }
