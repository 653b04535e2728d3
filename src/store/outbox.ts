// The journal as outbox: everything that was told to the outside, in the order in which it became
// durable, for readers who keep their own position and may come late. What a reader has not passed is
// not thrown away, for as long as the store was told to keep it. Lines of chats are not in it: they
// have a store of their own.
import type { CentreEvent, ContactRow } from '../core/event.ts'
import type { Instant } from '../core/instant.ts'
import type { KeptAgentEvent } from './kept-agent-event.ts'

/** What one input brought. */
export interface OutboxEntry {
  /** The number of the input; grows, without being dense: most inputs bring nothing. */
  readonly seq: number
  readonly at: Instant
  /** In order. Contact records are final ones. */
  readonly events: readonly OutboxEvent[]
}

/** Agent events and contact records come as they are kept. */
export type OutboxEvent =
  | Exclude<CentreEvent, { type: 'agent.event' | 'contact.record' }>
  | KeptAgentEvent
  | KeptContactRecord

/** A final contact record. Its readers pass it on as it is, so it is not taken apart. */
export interface KeptContactRecord {
  readonly type: 'contact.record'
  readonly row: Omit<ContactRow, 'record'>
  /** JSON. */
  readonly record: string
}

export interface OutboxExtent {
  /** The oldest entry that is kept; a reader who stands before the one ahead of it has missed some. */
  readonly oldest: number
  /** The last entry there is. */
  readonly newest: number
}

export interface Outbox {
  /**
   * Where a named reader has come to: everything up to this number has been dealt with. A reader that
   * is new begins at the oldest entry there still is, and nothing after it is dropped any more.
   */
  position(reader: string): Promise<number>
  /** All readers that entries are kept for. */
  positions(): Promise<ReadonlyMap<string, number>>
  /**
   * Entries after a number, oldest first, at most so many; none when there is nothing new yet. The
   * last one may bring no events: it says how far was read.
   */
  read(afterSeq: number, limit: number): Promise<readonly OutboxEntry[]>
  /** Resolves when there is something after a number, or after so long. */
  wait(afterSeq: number, forMs: number): Promise<void>
  /** A reader has dealt with everything up to this number. */
  passed(reader: string, seq: number): Promise<void>
  /** A reader there will be no more: nothing is kept for it any longer. */
  forget(reader: string): Promise<void>
  extent(): Promise<OutboxExtent>
}
