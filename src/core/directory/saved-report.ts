// What supervisors keep of what they look at.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'

export interface SavedReportDocument extends JsonObject {
  readonly Name: string
  /** Of the console, for example `/reports`. */
  readonly Page: string
  /** What is asked there, as it is in the page's address. */
  readonly Query: string
  /** The user's id. */
  readonly Owner: string
  /** Others see it as well. */
  readonly Shared: boolean
  readonly LastModifiedTime: Instant
}

/** Big numbers for a wall, over some queues or all. */
export interface WallboardDocument extends JsonObject {
  readonly Name: string
  /** None: all. */
  readonly QueueIds: readonly string[]
  /** What turns yellow or red from where on, by metric. */
  readonly Limits: Readonly<Record<string, WallboardLimit>>
  /** Seconds after which the next queues are shown; 0 shows them one below the other. */
  readonly RotateSeconds: number
  /** An alarm is heard, too. */
  readonly Sound: boolean
  /** Of the link that needs no sign-in: what its token hashes to, and in whose name it looks. */
  readonly Link?: { readonly Hash: string; readonly UserId: string; readonly Since: Instant }
  readonly LastModifiedTime: Instant
}

export interface WallboardLimit extends JsonObject {
  readonly Warn: number | null
  readonly Alarm: number | null
  /** Too little is what is bad. */
  readonly Below: boolean
}
