// A flow in the Amazon Connect flow language (Version 2019-10-30), parsed: actions that point at
// each other. What the language says is in the documents; here is only its shape.
import type { Json } from '../json.ts'

export interface Flow {
  readonly startAction: string
  /** A Map, never an object: identifiers may be anything, `constructor` included. */
  readonly actions: ReadonlyMap<string, Action>
}

export interface Action {
  readonly identifier: string
  readonly type: string
  readonly parameters: Parameters
  readonly nextAction?: string
  readonly errors: readonly { readonly errorType: string; readonly nextAction: string }[]
  readonly conditions: readonly {
    readonly operator: string
    readonly operands: readonly string[]
    readonly nextAction: string
  }[]
}

export type Parameters = Readonly<Record<string, Json | undefined>>
