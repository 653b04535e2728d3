// A task: work for an agent without a customer on the line.
import type { Instant } from '../instant.ts'

export interface Task {
  /** The flow it begins with, now or at its time. */
  readonly flowId: string
  templateId?: string
  /** How many tasks, each made by the flow of the one before, led to this one. */
  readonly generation: number
  /** How often its time was changed. */
  rescheduled?: number
  /** Set while it is paused: it holds no agent's slot and leaves no queue. */
  pausedAt?: Instant
  pauseCount: number
  pausedMs: number
  lastPausedAt?: Instant
  lastResumedAt?: Instant
}
