// Which number those see whom we call. Only our own: a flow that may show any number is a way to pose
// as somebody else, and carriers refuse what is not ours.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

const TELEPHONE_NUMBER = /^\+[0-9]{3,15}$/

/** The number that customers see who are called for a queue: its own, else the instance's first. */
export function callerIdOf(world: World, queueId: string | undefined): string | undefined {
  const queue = queueId === undefined ? undefined : world.directory.get('queue', queueId)
  const numberId = queue?.OutboundCallerConfig?.OutboundCallerIdNumberId
  const number = numberId === undefined ? undefined : world.directory.get('phone-number', numberId)
  if (number) return number.PhoneNumber
  const [first] = world.directory.list('phone-number')
  return first?.document.PhoneNumber
}

/** The number a flow has chosen, when the instance has it. */
export function ownNumber(world: World, number: string | undefined): string | undefined {
  if (number === undefined) return undefined
  return world.directory.named('phone-number', number)?.document.PhoneNumber
}

/**
 * What somebody outside sees whom a flow calls for its customer: the flow's choice if it is ours, else
 * the customer's own number, else (a browser has none) the one that was called.
 */
export function callerIdForThirdParty(world: World, contact: Contact, chosen: string): string {
  const { customerAddress, systemAddress } = contact
  const own = ownNumber(world, chosen)
  return own ?? (TELEPHONE_NUMBER.test(customerAddress) ? customerAddress : systemAddress)
}
