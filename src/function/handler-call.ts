// What a handler is called with, and what can come of it.
import type { Json, JsonObject } from '../core/json.ts'

/** One call of a function on this machine. Plain JSON: it goes to another process. */
export interface HandlerCall {
  readonly name: string
  readonly arn: string
  readonly event: JsonObject
  readonly requestId: string
  /** Milliseconds after which it is stopped, and nobody waits any longer. */
  readonly timeLimitMs: number
  readonly memoryMegabytes: number
  readonly environment: Readonly<Record<string, string>>
}

export type HandlerOutcome =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly why: HandlerFailure; readonly message: string }

/**
 * `missing`: no such function; `timeUp`: not done in time; `busy`: no process was free in time;
 * `failed`: it threw, or returned what cannot be used; `died`: its process ended.
 */
export type HandlerFailure = 'missing' | 'timeUp' | 'busy' | 'failed' | 'died'
