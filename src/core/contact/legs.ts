// What is asked of voice nodes about single legs, wherever in the life of a contact.
import type { PlaySource } from '../effect.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** Has the contact's customer, or one we ring, a leg? */
export function hasCustomerLeg(world: World, contact: Contact): boolean {
  return contact.customerLegId !== '' && world.legs.has(contact.customerLegId)
}

/** A contact without legs may begin on any node that is there. */
export function chooseNode(world: World, contact: Contact): void {
  if (world.nodes.has(contact.node)) return
  const [first] = world.nodes.keys()
  contact.node = first ?? ''
}

/** Lets a leg hear that the far end rings. */
export function playRingback(world: World, contact: Contact, legId: string): void {
  playLoop(world, contact, legId, { type: 'ringback' })
}

/** Plays something again and again until it is stopped. */
export function playLoop(world: World, { node }: Contact, legId: string, source: PlaySource): void {
  const playId = world.chance.uuid()
  const sources = [source]
  world.effect({ type: 'leg.play', node, legId, playId, sources, loop: true, stopOnDigit: false })
}

/** Rings the customer. The leg that the contact had for this, if any, is the one. */
export function ringCustomer(world: World, contact: Contact, ringMs: number): void {
  chooseNode(world, contact)
  if (contact.customerLegId === '') contact.customerLegId = world.chance.uuid()
  const legId = contact.customerLegId
  world.legs.set(legId, { contactId: contact.contactId, role: 'customer' })
  world.counters.calls_made++
  world.effect({
    type: 'leg.dial',
    node: contact.node,
    legId,
    to: { type: 'number', number: contact.customerAddress },
    callerId: contact.outbound?.callerId ?? contact.systemAddress,
    timeoutMs: ringMs,
  })
}
