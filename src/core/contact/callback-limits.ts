// How many callbacks there may be: flows whose callbacks promise callbacks would call, and cost, for ever.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** So many callbacks may come of each other, one after the other. */
const GENERATIONS_MAX = 12
/** So many may wait at the same time to call one number. */
const WAITING_PER_NUMBER_MAX = 10

/** The generation of a callback that this contact's flow makes; the first is 1. */
export function nextGeneration(maker: Contact): number {
  return generationOf(maker) + 1
}

/** How many callbacks led to a contact, also when agents have passed it on since. */
export function generationOf({ outbound, callbackGeneration }: Contact): number {
  return outbound?.generation ?? callbackGeneration ?? 0
}

/** Why a contact may not promise to call a number back, in a sentence; undefined when it may. */
export function whyNoCallback(world: World, maker: Contact, number: string): string | undefined {
  if (nextGeneration(maker) > GENERATIONS_MAX) {
    return `It is the end of a chain of ${GENERATIONS_MAX} callbacks already.`
  }
  const waiting = [...(world.callbacks.get(number) ?? [])].filter(id => isWaiting(world, id))
  if (waiting.length < WAITING_PER_NUMBER_MAX) return undefined
  return `${waiting.length} callbacks to that number wait already.`
}

/** Counts a callback from now on. */
export function noteCallback(world: World, { contactId, customerAddress }: Contact): void {
  const noted = world.callbacks.get(customerAddress)
  if (noted) noted.add(contactId)
  else world.callbacks.set(customerAddress, new Set([contactId]))
}

/** The contact is over. */
export function forgetCallback(world: World, { contactId, customerAddress }: Contact): void {
  const noted = world.callbacks.get(customerAddress)
  if (noted?.delete(contactId) && noted.size === 0) world.callbacks.delete(customerAddress)
}

/** One whose customer has answered, or that is over but for the agent's work, waits no longer. */
function isWaiting(world: World, contactId: string): boolean {
  const callback = world.contacts.get(contactId)
  return callback !== undefined && !callback.customerPresent && callback.stage.name !== 'ended'
}
