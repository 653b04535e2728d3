// A flow calls somebody outside the centre: what is asked of the world for it. What comes of it is
// in `third-party.ts`.
import type { Deed } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { World } from '../world.ts'
import { callerIdForThirdParty } from './caller-id.ts'
import type { Contact } from './contact.ts'
import { playRingback } from './legs.ts'
import { setMix } from './party.ts'

/** Rings the third party while the customer hears that it rings. */
export function callThirdParty(
  world: World,
  contact: Contact,
  run: FlowRun,
  deed: Extract<Deed, { do: 'callThirdParty' }>,
): void {
  dropThirdParty(world, contact)
  const legId = world.chance.uuid()
  contact.thirdParty = {
    legId,
    address: deed.number,
    runId: run.runId,
    bridges: deed.bridges,
    ...(deed.digits === undefined ? {} : { digits: deed.digits }),
  }
  world.legs.set(legId, { contactId: contact.contactId, role: 'thirdParty' })
  world.counters.calls_made++
  playRingback(world, contact, contact.customerLegId)
  world.effect({
    type: 'leg.dial',
    node: contact.node,
    legId,
    to: { type: 'number', number: deed.number },
    callerId: callerIdForThirdParty(world, contact, deed.callerId),
    ...(deed.callerName === undefined ? {} : { callerName: deed.callerName }),
    timeoutMs: deed.timeLimitMs,
  })
}

/** Hangs up on the third party, whether it has answered or not. Talks that were leave their trace. */
export function dropThirdParty(world: World, contact: Contact): void {
  const { thirdParty } = contact
  if (!thirdParty || thirdParty.leftAt !== undefined) return
  world.legs.delete(thirdParty.legId)
  world.effect({ type: 'leg.hangUp', node: contact.node, legId: thirdParty.legId })
  thirdPartyAway(world, contact)
}

/** The third party's leg is gone. */
export function thirdPartyAway(world: World, contact: Contact): void {
  const { thirdParty } = contact
  if (!thirdParty) return
  if (thirdParty.answeredAt === undefined) {
    delete contact.thirdParty
    return
  }
  thirdParty.leftAt = world.now
  setMix(world, contact)
}
