// A contact is over: written down for history, once, with its final record.
import type { FactOf } from '../metrics/fact.ts'
import type { World } from '../world.ts'
import type { Contact, Handling } from './contact.ts'
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
    ...linksOf(contact),
    ...partOf('subtype', subtypeOf(contact)),
    ...partOf('flowId', contact.firstFlowId),
    ...partOf('customerAddress', contact.customerAddress || undefined),
    ...partOf('systemAddress', contact.systemAddress || undefined),
    ...partOf('connectedToSystemAt', contact.connectedToSystemAt),
    ...partOf('enqueuedAt', enqueuedAt),
    ...partOf('dequeuedAt', contact.dequeuedAt),
    ...partOf('queueId', served ? queueId : undefined),
    ...handlingPart(handling),
    missedOffers: contact.missedOffers,
    pausedMs: contact.task?.pausedMs ?? 0,
    pauseCount: contact.task?.pauseCount ?? 0,
    ...partOf('thirdPartyMs', outsideTalk(contact)?.ms),
    ...partOf('consultedMs', consultedMs(contact)),
    flowMs: contact.flowMs ?? 0,
    ...partOf('transferredTo', transferredTo(contact)),
    disconnectedAt,
    endedAt: world.now,
    ...partOf('disconnectReason', contact.disconnectReason),
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

function linksOf({ previousContactId, nextContactId, relatedContactId }: Contact) {
  return {
    ...partOf('previousContactId', previousContactId),
    ...partOf('nextContactId', nextContactId),
    ...partOf('relatedContactId', relatedContactId),
  }
}

function handlingPart(handling: Handling | undefined) {
  if (!handling) return { holdMs: 0, longestHoldMs: 0, holdCount: 0, leftOnHold: false }
  return {
    agentId: handling.agentId,
    routingProfileId: handling.routingProfileId,
    connectedToAgentAt: handling.connectedAt,
    ...partOf('agentLeftAt', handling.leftAt),
    ...partOf('afterContactWorkEndedAt', handling.afterContactWorkEndedAt),
    holdMs: handling.holdMs,
    longestHoldMs: handling.longestHoldMs,
    holdCount: handling.holdCount,
    leftOnHold: handling.leftOnHold ?? false,
  }
}

function partOf<K extends string, V>(column: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [column]: value } as { readonly [P in K]?: V })
}
