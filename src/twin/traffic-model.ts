// Which contacts come to a simulated centre, and who is there for them.
import type { DayRates } from './arrivals.ts'
import type { Distribution } from './distribution.ts'

export interface TrafficModel {
  readonly classes: readonly TrafficClass[]
  readonly groups: readonly AgentGroup[]
}

/** Contacts of one kind, with a queue of their own. */
export interface TrafficClass {
  readonly name: string
  /** A Poisson stream; 0 when its contacts only come from other classes. */
  readonly arrivalsPerHour: number | DayRates
  /** Talk and after-contact work together. */
  readonly handling: Distribution
  /** How long they wait before they give up; for ever without. */
  readonly patience?: Distribution
  readonly maxContactsInQueue?: number
  /** Goes on to another class when it has been handled. */
  readonly transfer?: { readonly probability: number; readonly to: string }
}

export interface AgentGroup {
  readonly name: string
  /** There all the time, beside those of the shifts. */
  readonly agents: number
  readonly shifts?: readonly Shift[]
  /** Contacts an agent handles at a time. */
  readonly concurrency: number
  /** Classes served, with their priority (1 first), and how long contacts must have waited before. */
  readonly serves: readonly {
    readonly name: string
    readonly priority: number
    readonly delayMs?: number
  }[]
}

/** Agents who come every day. Who is busy when the shift is over ends that first. */
export interface Shift {
  readonly agents: number
  /** Since midnight; may end the day after. */
  readonly fromMs: number
  readonly toMs: number
}
