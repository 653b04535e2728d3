// Plays inputs through the core and writes down what it says of them: the history of a test, or of a
// journal whose events are kept elsewhere.
import { Centre } from '../../src/core/centre.ts'
import type { HistoryEntry, HistoryHead } from './history.ts'

export function recorded(
  { instanceId, seed }: HistoryHead,
  inputs: Iterable<Pick<HistoryEntry, 'at' | 'input'>>,
): HistoryEntry[] {
  const centre = new Centre(instanceId, seed)
  return Array.from(inputs, ({ at, input }) => {
    const { events } = centre.handle(input, at)
    return { at, input, events }
  })
}
