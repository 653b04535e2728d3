// What a flow asks of services outside the core: functions, bots, customer profiles, cases and the
// like. The question leaves as an effect, the answer comes back as an input, and both are in the
// journal. A service that is not there answers with an error, and the flow takes its error branch.
import type { Json, JsonObject } from './json.ts'

export type ServiceName =
  | 'function'
  | 'bot'
  | 'profiles'
  | 'cases'
  | 'assistant'
  | 'voiceId'
  | 'mediaStream'
  | 'messaging'
  | 'contacts'
  | 'email'
  | 'authentication'

/** Contracts, with what is asked and answered: `flow/service/` and the actions that ask. */
export interface ServiceQuestion {
  readonly service: ServiceName
  /** What is asked of it, for example `invoke` of a function. */
  readonly operation: string
  readonly parameters: JsonObject
  /** Milliseconds after which nobody waits for the answer any more. */
  readonly timeLimitMs: number
}

export type ServiceAnswer =
  | { readonly ok: true; readonly result: Json }
  /** `error` is the flow language's error type, `NoMatchingError` where it has no word of its own. */
  | { readonly ok: false; readonly error: string; readonly message: string }
