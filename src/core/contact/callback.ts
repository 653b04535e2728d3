// A callback's turn: after its delay, or after a call in vain, it waits in its queue like anybody else;
// or its own flow says into which queue it goes.
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { keptDue } from './customer-first.ts'
import { disconnect } from './ending.ts'
import { enqueue, requeue } from './queueing.ts'
import { startRun } from './run.ts'

/** It has just been made. */
export function callbackCreated(world: World, contact: Contact): void {
  const flowId = contact.outbound?.flowId
  if (contact.stage.name !== 'scheduled') return
  if (flowId === undefined) return callbackDue(world, contact)
  contact.stage = { name: 'flow' }
  const began = startRun(world, contact, { role: 'customer', legId: '', flowId })
  if (!began) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
}

/** Its delay is over. One that has waited before has the age it had. */
export function callbackDue(world: World, contact: Contact): void {
  keptDue(world, contact)
  const { stage, targetQueueId } = contact
  if (contact.initiationMethod !== 'CALLBACK' || stage.name !== 'scheduled') return
  if (stage.until > world.now) return
  if (targetQueueId === undefined) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  else if (contact.enqueuedAt === undefined) enqueue(world, contact, targetQueueId)
  else requeue(world, contact, targetQueueId)
}
