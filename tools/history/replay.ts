// What the centre knew and no event says: found by playing the history once more.
import { Centre } from '../../src/core/centre.ts'
import type { HistoryEntry, HistoryHead } from './history.ts'

/** What decides who is served first. */
export interface Place {
  readonly priority: number
  readonly ageAdjustmentMs: number
  /** It asks something of its agent. */
  readonly asks: boolean
  /** It has left the line for a flow, which no event says, or is put aside. */
  readonly isAway: boolean
}

export class Replay {
  readonly #centre: Centre

  constructor({ instanceId, seed }: HistoryHead) {
    this.#centre = new Centre(instanceId, seed)
  }

  take({ input, at }: HistoryEntry): void {
    this.#centre.handle(input, at)
  }

  isGoingOn(contactId: string): boolean {
    return this.#centre.view.contact(contactId) !== undefined
  }

  placeOf(contactId: string): Place | undefined {
    const contact = this.#centre.view.contact(contactId)
    if (!contact) return undefined
    const { priority, ageAdjustmentMs, record, stage, isPaused } = contact
    return {
      priority,
      ageAdjustmentMs,
      asks: record.RoutingCriteria !== undefined,
      isAway: stage === 'flow' || isPaused,
    }
  }
}
