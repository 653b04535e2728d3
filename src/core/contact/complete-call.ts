// An outbound whisper flow dials the customer itself, when it has done what it had to do before.
import type { Deed } from '../flow/action-kind.ts'
import { seconds } from '../instant.ts'
import type { World } from '../world.ts'
import { ownNumber } from './caller-id.ts'
import type { Contact } from './contact.ts'
import { dialable } from './dialable.ts'
import { playRingback, ringCustomer } from './legs.ts'

/** The voice node gives up by itself; this is for when it does not say so. */
const RING_SLACK_MS = seconds(2)

/** Rings the customer of a contact whose agent waits; nothing when that has been done already. */
export function completeCall(
  world: World,
  contact: Contact,
  { callerId, timeLimitMs }: Omit<Extract<Deed, { do: 'completeCall' }>, 'do'> = {},
): void {
  const { stage, outbound } = contact
  if (stage.name !== 'reaching' || stage.phase === 'customer' || !outbound) return
  // What was allowed when the call was promised may not be any more.
  if ('refused' in dialable(world.directory, world.instanceId, contact.customerAddress)) {
    world.signals.push({ type: 'call.forbidden', contactId: contact.contactId })
    return
  }
  outbound.callerId = ownNumber(world, callerId) ?? outbound.callerId
  const ringMs = timeLimitMs ?? outbound.ringMs
  const until = world.now + ringMs + RING_SLACK_MS
  contact.stage = { ...stage, phase: 'customer', until }
  world.wakeContact(contact.contactId, until)
  ringCustomer(world, contact, ringMs)
  const held = world.agents
    .get(stage.agentId)
    ?.contacts.find(each => each.contactId === contact.contactId)
  if (held) playRingback(world, contact, held.legId)
}
