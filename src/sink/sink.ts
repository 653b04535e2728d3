// Somebody outside who is told what happened.
import type { Delivery } from './delivery.ts'

export interface Sink {
  /**
   * Tells all of it, in order for each key. Throws `Refused` when it will not be taken as it is, and
   * `Unavailable` or anything else when it could not be told now; both say what is left to tell.
   */
  deliver(deliveries: readonly Delivery[], signal: AbortSignal): Promise<void>
  /** Makes what was delivered safe, before it counts as dealt with. `seq` is how far that is. */
  settle?(seq: number): Promise<void>
  close(): Promise<void>
}

/** It was heard and not wanted. Tried a few times more, alone, and then set aside. */
export class Refused extends Error {
  readonly left: readonly Delivery[]
  readonly attempts: number

  /** @param attempts after which it counts as refused for ever. */
  constructor(reason: string, left: readonly Delivery[], attempts = 5) {
    super(reason)
    this.name = 'Refused'
    this.left = left
    this.attempts = attempts
  }
}

/** It could not be told now: tried until it can. */
export class Unavailable extends Error {
  readonly left: readonly Delivery[]

  constructor(reason: string, left: readonly Delivery[]) {
    super(reason)
    this.name = 'Unavailable'
    this.left = left
  }
}

/** Nothing will be told before a person has changed something: tried seldom, and said plainly. */
export class Blocked extends Unavailable {}
