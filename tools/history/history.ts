// A recorded history as a file: one line of JSON for each input, as the journal keeps them. A first
// line may say where the centre's ids and lots came from; then it can be played again.
import type { ChanceState } from '../../src/core/chance.ts'
import type { CentreEvent } from '../../src/core/event.ts'
import type { Input } from '../../src/core/input.ts'
import type { Instant } from '../../src/core/instant.ts'

export interface HistoryEntry {
  readonly at: Instant
  readonly input: Input
  readonly events?: readonly CentreEvent[]
}

/** The first line of a history that begins with the first input of its centre. */
export interface HistoryHead {
  readonly instanceId: string
  readonly seed: ChanceState
}

/** The lines of a file, from a journal, a simulation or a test. */
export function* historyLines(
  entries: Iterable<HistoryEntry>,
  head?: HistoryHead,
): Generator<string> {
  if (head) yield JSON.stringify({ instanceId: head.instanceId, seed: head.seed })
  for (const { at, input, events } of entries) yield JSON.stringify({ at, input, events })
}

/** What a line says; throws where it says nothing that a history could say. */
export function readLine(line: string): HistoryEntry | HistoryHead {
  const read: unknown = JSON.parse(line)
  if (typeof read === 'object' && read !== null) {
    if ('at' in read && 'input' in read && typeof read.at === 'number') return read as HistoryEntry
    if ('instanceId' in read && 'seed' in read) return read as HistoryHead
  }
  throw new Error('neither {at, input, events} nor {instanceId, seed}')
}
