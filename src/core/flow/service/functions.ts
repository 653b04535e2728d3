// What flows ask of the `function` service (the Lambda equivalent).
import type { JsonObject } from '../../json.ts'
import type { ServiceQuestion } from '../../service.ts'

export type FunctionsQuestion =
  /**
   * Runs it to its end. The result is what the function returned, at most 32 KB of it as JSON. Errors:
   * `TimeLimitExceeded`, else `NoMatchingError`: not associated, not there, busy, thrown, too much.
   */
  | { readonly operation: 'invoke'; readonly parameters: Invocation }
  /** Begins to run it and answers at once: `{ invocationId }`. It may run for `runsForMs`. */
  | {
      readonly operation: 'start'
      readonly parameters: Invocation & { readonly runsForMs: number }
    }

type Invocation = {
  /** An ARN, with or without a version or alias, or a bare name. */
  readonly arn: string
  /** The event as the function gets it. */
  readonly event: JsonObject
}

export function functionsQuestion(
  { operation, parameters }: FunctionsQuestion,
  timeLimitMs: number,
): ServiceQuestion {
  return { service: 'function', operation, parameters, timeLimitMs }
}
