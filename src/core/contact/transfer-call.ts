// An agent hands a call on: the customer stays on the line and goes on as a new contact, in a transfer
// flow; the agent has after-contact work.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { disconnect, endContact } from './ending.ts'
import { goOn } from './go-on.ts'
import { silence, startRun } from './run.ts'

interface CallTransfer {
  readonly newContactId: string
  readonly flowId: string
  readonly queueId?: string
}

/** Answers false when nobody talks to the customer. */
export function transferCall(
  world: World,
  from: Contact,
  { newContactId, flowId, queueId }: CallTransfer,
): boolean {
  if (from.stage.name !== 'connected' || !from.customerPresent) return false
  const { customerLegId: legId } = from
  const to = goOn(world, from, { contactId: newContactId })
  if (queueId !== undefined) to.targetQueueId = queueId
  from.nextContactId = newContactId
  // The leg is the new contact's: the end of the old one must not reach it.
  from.customerLegId = ''
  endContact(world, from, 'AGENT_DISCONNECT')
  world.legs.set(legId, { contactId: newContactId, role: 'customer' })
  silence(world, to, legId)
  const began = startRun(world, to, { role: 'customer', legId, flowId })
  if (!began) disconnect(world, to, 'CONTACT_FLOW_DISCONNECT')
  return true
}
