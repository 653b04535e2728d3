import type { World } from '../world.ts'

/** The number that customers see who are called for a queue: its own, else the instance's first. */
export function callerIdOf(world: World, queueId: string | undefined): string | undefined {
  const queue = queueId === undefined ? undefined : world.directory.get('queue', queueId)
  const numberId = queue?.OutboundCallerConfig?.OutboundCallerIdNumberId
  const number = numberId === undefined ? undefined : world.directory.get('phone-number', numberId)
  if (number) return number.PhoneNumber
  const [first] = world.directory.list('phone-number')
  return first?.document.PhoneNumber
}
