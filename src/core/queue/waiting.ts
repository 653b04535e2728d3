// Who waits in a queue: those in line, and those being offered to an agent.
import type { World } from '../world.ts'
import { AGENT_QUEUE_MAX, agentOfQueue } from './agent-queue.ts'

export function waitingCount(world: World, queueId: string): number {
  return world.waiting.get(queueId)?.size ?? 0
}

/** No more room, by the queue's own limit. */
export function isFull(world: World, queueId: string): boolean {
  const limit =
    agentOfQueue(queueId) === undefined
      ? world.directory.get('queue', queueId)?.MaxContacts
      : AGENT_QUEUE_MAX
  return limit !== undefined && limit > 0 && waitingCount(world, queueId) >= limit
}

export function addWaiting(world: World, queueId: string, contactId: string): void {
  const waiting = world.waiting.get(queueId)
  if (waiting) waiting.add(contactId)
  else world.waiting.set(queueId, new Set([contactId]))
  world.live.contactChanged(contactId)
  if (agentOfQueue(queueId) !== undefined) world.agentQueues.add(queueId)
}

export function removeWaiting(world: World, queueId: string, contactId: string): void {
  const waiting = world.waiting.get(queueId)
  waiting?.delete(contactId)
  world.live.contactChanged(contactId)
  if (waiting?.size === 0 && world.agentQueues.delete(queueId)) world.waiting.delete(queueId)
}
