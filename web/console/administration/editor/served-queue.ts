// The queues of a routing profile, as the form has them and as the API takes them.
import type { Values } from '../values.ts'

export interface ServedQueue {
  readonly QueueId: string
  readonly Channel: string
  /** 1 is served first. */
  readonly Priority: number
  /** Seconds a contact must have waited. */
  readonly Delay: number
}

export function servedQueues({ QueueConfigs }: Values): readonly ServedQueue[] {
  return (QueueConfigs ?? []) as readonly ServedQueue[]
}

export function servedKey({ QueueId, Channel }: ServedQueue): string {
  return `${Channel} ${QueueId}`
}

export function inReferences(queues: readonly ServedQueue[]): readonly Values[] {
  return queues.map(({ QueueId, Channel, Priority, Delay }) => ({
    QueueReference: { QueueId, Channel },
    Priority,
    Delay,
  }))
}
