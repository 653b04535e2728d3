// A flow promises to call back: a contact of its own, which waits in the queue in the customer's place.
import type { Deed } from '../flow/action-kind.ts'
import { seconds } from '../instant.ts'
import type { World } from '../world.ts'
import { nextGeneration, noteCallback } from './callback-limits.ts'
import { callerIdOf, ownNumber } from './caller-id.ts'
import type { Contact } from './contact.ts'
import { addOutbound } from './new-outbound.ts'

/** How long a customer is rung who is called back. */
const RING_MS = seconds(60)

export function createCallback(
  world: World,
  contact: Contact,
  deed: Extract<Deed, { do: 'createCallback' }>,
): void {
  const { queueId, flowId, answeredFlowId } = deed
  const until = world.now + (flowId === undefined ? deed.delayMs : 0)
  const callerId =
    ownNumber(world, deed.callerId) ?? callerIdOf(world, queueId) ?? contact.systemAddress
  const callback = addOutbound(world, {
    contactId: world.chance.uuid(),
    initiationMethod: 'CALLBACK',
    number: deed.number,
    stage: { name: 'scheduled', until },
    outbound: {
      callerId,
      ringMs: RING_MS,
      retriesLeft: deed.retries,
      retryMs: deed.retryMs,
      generation: nextGeneration(contact),
      ...(flowId === undefined ? {} : { flowId }),
      ...(answeredFlowId === undefined ? {} : { answeredFlowId }),
    },
    previous: contact,
  })
  noteCallback(world, callback)
  callback.targetQueueId = queueId
  contact.nextContactId = callback.contactId
  world.wakeContact(callback.contactId, until)
  world.signals.push({ type: 'callback.created', contactId: callback.contactId })
}
