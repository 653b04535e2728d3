// Limits that the owner of an instance has set for those who call the API. What they do is the API's affair.
import type { JsonObject } from '../json.ts'

/** Ours: how often somebody may call an operation. Its id is `<Operation> <Caller>`. */
export interface RequestRateDocument extends JsonObject {
  /** `*`: each of them by itself. */
  readonly Operation: string
  /** A user's or program's name; `*`: each of them by itself. */
  readonly Caller: string
  readonly PerSecond: number
  /** So many at once after a pause. */
  readonly Burst: number
  /** What is answered to those who call more often. */
  readonly Exception: 'TooManyRequestsException' | 'ThrottlingException'
}

/** Ours: how many there may be of something. Its id is the quota's name. */
export interface QuotaDocument extends JsonObject {
  readonly Limit: number
}
