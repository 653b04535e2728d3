// What can come of a call, wherever the function is.
import type { Json } from '../core/json.ts'

export type FunctionOutcome =
  | { readonly ok: true; readonly result: Json }
  /** `again`: it may well work the next time (throttled, a server's trouble, no connection). */
  | {
      readonly ok: false
      readonly message: string
      readonly again?: boolean
      readonly timeUp?: boolean
    }

const TRIES = 3
const PAUSE_FIRST_MS = 100

/**
 * Tries up to three times, as long as there is time. Each try is given what is left of it, in
 * milliseconds.
 */
export async function tryAgain(
  timeLimitMs: number,
  attempt: (leftMs: number) => Promise<FunctionOutcome>,
): Promise<FunctionOutcome> {
  const endsAt = performance.now() + timeLimitMs
  for (let tries = 1; ; tries++) {
    const leftMs = endsAt - performance.now()
    const outcome = await attempt(Math.max(1, leftMs))
    const pauseMs = PAUSE_FIRST_MS * 2 ** (tries - 1)
    const hasTime = endsAt - performance.now() > pauseMs
    if (outcome.ok || !outcome.again || tries === TRIES || !hasTime) return outcome
    await new Promise(resolve => setTimeout(resolve, pauseMs))
  }
}
