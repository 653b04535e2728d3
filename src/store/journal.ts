// The one truth: inputs, in order, and the events they caused. One row per batch, one commit per
// row; what an input caused leaves the process only after its batch is here.
import type { CentreEvent } from '../core/event.ts'
import type { Input } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { Json } from '../core/json.ts'

export interface JournalEntry {
  /** 1, 2, 3 … without gaps, per instance. */
  readonly seq: number
  readonly at: Instant
  readonly input: Input
  readonly events: readonly CentreEvent[]
}

export interface Snapshot {
  /** The last entry it contains. */
  readonly seq: number
  readonly state: Json
}

export interface Journal {
  /** Durable when it resolves, with its contact rows and agent events. Throws `Fenced` when another process owns the instance. */
  append(entries: readonly JournalEntry[]): Promise<void>
  /** Entries after `seq`, in order; of their events those that are kept nowhere else. */
  read(afterSeq: number): AsyncIterable<JournalEntry>
  latestSnapshot(): Promise<Snapshot | undefined>
  /** Keeps a snapshot, whose state is JSON as text, and may drop journal rows that older ones needed. */
  putSnapshot(seq: number, state: string): Promise<void>
}

/** Another process has taken the instance over; this one must stop at once. */
export class Fenced extends Error {
  constructor(instanceId: string, epoch: number) {
    super(`Another process owns instance ${instanceId}; this one held epoch ${epoch}.`)
    this.name = 'Fenced'
  }
}
