// The journal as outbox: everything that was told to the outside, in the order in which it became
// durable, for readers who keep their own position and may come late. What a reader has not passed is
// not thrown away.
import type { CentreEvent } from '../core/event.ts'
import type { Instant } from '../core/instant.ts'

/** What one input brought. */
export interface OutboxEntry {
  /** The number of the input; grows, without being dense for those who only read some kinds. */
  readonly seq: number
  readonly at: Instant
  readonly events: readonly CentreEvent[]
}

export interface Outbox {
  /**
   * Where a named reader has come to: everything up to this number has been dealt with. A reader that
   * is new begins at the oldest entry there still is.
   */
  position(reader: string): Promise<number>
  /** Entries after a number, oldest first, at most so many; none when there is nothing new yet. */
  read(afterSeq: number, limit: number): Promise<readonly OutboxEntry[]>
  /** A reader has dealt with everything up to this number. */
  passed(reader: string, seq: number): Promise<void>
  /** A reader there will be no more: nothing is kept for it any longer. */
  forget(reader: string): Promise<void>
}
