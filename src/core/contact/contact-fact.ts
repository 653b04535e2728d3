// A contact is over: written down for history, once, with its final record.
import type { FactOf } from '../metrics/fact.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { consultedMs, outsideTalk, passedOutTo } from './party.ts'
import { subtypeOf } from './segment-attributes.ts'

export function contactOver(world: World, contact: Contact): void {
  const { handling, enqueuedAt, targetQueueId: queueId } = contact
  const disconnectedAt = contact.disconnectedAt ?? world.now
  const served = enqueuedAt !== undefined || handling !== undefined
  const fact: FactOf<'contact'> = {
    kind: 'contact',
    contactId: contact.contactId,
    initialContactId: contact.initialContactId,
    channel: contact.channel,
    initiationMethod: contact.initiationMethod,
    initiatedAt: contact.initiatedAt,
    previousContactId: contact.previousContactId,
    nextContactId: contact.nextContactId,
    relatedContactId: contact.relatedContactId,
    subtype: subtypeOf(contact),
    flowId: contact.firstFlowId,
    customerAddress: contact.customerAddress || undefined,
    systemAddress: contact.systemAddress || undefined,
    connectedToSystemAt: contact.connectedToSystemAt,
    enqueuedAt,
    dequeuedAt: contact.dequeuedAt,
    queueId: served ? queueId : undefined,
    agentId: handling?.agentId,
    routingProfileId: handling?.routingProfileId,
    connectedToAgentAt: handling?.connectedAt,
    agentLeftAt: handling?.leftAt,
    afterContactWorkEndedAt: handling?.afterContactWorkEndedAt,
    holdMs: handling?.holdMs ?? 0,
    longestHoldMs: handling?.longestHoldMs ?? 0,
    holdCount: handling?.holdCount ?? 0,
    leftOnHold: handling?.leftOnHold ?? false,
    missedOffers: contact.missedOffers,
    pausedMs: contact.task?.pausedMs ?? 0,
    pauseCount: contact.task?.pauseCount ?? 0,
    thirdPartyMs: outsideTalk(contact)?.ms,
    consultedMs: consultedMs(contact),
    flowMs: contact.flowMs ?? 0,
    transferredTo: transferredTo(contact),
    disconnectedAt,
    endedAt: world.now,
    disconnectReason: contact.disconnectReason,
    abandoned: contact.abandoned ?? false,
    attributes: contact.attributes,
    tags: contact.tags,
  }
  world.event({ type: 'fact', fact })
}

/** A callback is promised in the customer's place; the customer does not go on with it. */
export function noteHandedOn(world: World, contact: Contact): void {
  const next = world.contacts.get(contact.nextContactId ?? '')
  // Whom the disconnect flow has put into a queue again has been passed on by nobody.
  const isPassedOn = next && !['CALLBACK', 'DISCONNECT'].includes(next.initiationMethod)
  if (isPassedOn) contact.handedOn = true
}

function transferredTo(contact: Contact): string | undefined {
  if (contact.handedOn) return 'internal'
  return passedOutTo(contact) && 'external'
}
