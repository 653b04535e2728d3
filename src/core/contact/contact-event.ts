// Contact events: what happened to a contact. Written down in facts, because one in a thousand is ever
// read, and shown in the shape of Connect's contact event stream (EventBridge detail type
// "Amazon Connect Contact Event").
import type { ContactEvent, ContactEventType } from '../event.ts'
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { isoTimeMs } from './iso-time.ts'

export function contactEvent(world: World, contact: Contact, eventType: ContactEventType): void {
  const { handling, enqueuedAt, disconnectReason } = contact
  world.live.contactChanged(contact.contactId)
  if (!world.keepsHistory) return
  const queueId = enqueuedAt === undefined ? undefined : contact.targetQueueId
  world.event({
    type: 'contact.event',
    event: {
      eventType,
      at: world.now,
      contactId: contact.contactId,
      initialContactId: contact.initialContactId,
      channel: contact.channel,
      initiationMethod: contact.initiationMethod,
      queueId,
      enqueuedAt: queueId === undefined ? undefined : enqueuedAt,
      agentId: handling?.agentId,
      connectedToAgentAt: handling?.connectedAt,
      disconnectReason,
      disconnectedAt: disconnectReason === undefined ? undefined : contact.disconnectedAt,
      previousContactId: contact.previousContactId,
      initiatedAt: contact.initiatedAt,
      connectedToSystemAt: contact.connectedToSystemAt,
      agentLeftAt: handling?.leftAt,
      afterContactWorkEndedAt: handling?.afterContactWorkEndedAt,
      tags: hasAny(contact.tags) ? contact.tags : undefined,
    },
  })
}

export function contactEventBody(instanceArn: string, event: ContactEvent): JsonObject {
  return {
    eventType: event.eventType,
    contactId: event.contactId,
    initialContactId: event.initialContactId,
    ...(event.previousContactId !== undefined && { previousContactId: event.previousContactId }),
    channel: event.channel,
    instanceArn,
    initiationMethod: event.initiationMethod,
    eventTimestamp: isoTimeMs(event.at),
    ...time('initiationTimestamp', event.initiatedAt),
    ...time('connectedToSystemTimestamp', event.connectedToSystemAt),
    ...queueInfo(instanceArn, event),
    ...agentInfo(instanceArn, event),
    ...(event.disconnectReason !== undefined && {
      disconnectReason: event.disconnectReason,
      ...time('disconnectTimestamp', event.disconnectedAt ?? event.at),
    }),
    ...(event.tags && { tags: event.tags }),
  }
}

function time(name: string, at: Instant | undefined): JsonObject {
  return at === undefined ? {} : { [name]: isoTimeMs(at) }
}

function hasAny(tags: object): boolean {
  for (const _ in tags) return true
  return false
}

function queueInfo(instanceArn: string, { queueId, enqueuedAt }: ContactEvent): JsonObject {
  if (queueId === undefined || enqueuedAt === undefined) return {}
  return {
    queueInfo: {
      queueArn: `${instanceArn}/queue/${queueId}`,
      queueType: agentOfQueue(queueId) === undefined ? 'STANDARD' : 'AGENT',
      ...time('enqueueTimestamp', enqueuedAt),
    },
  }
}

function agentInfo(instanceArn: string, event: ContactEvent): JsonObject {
  const { agentId, connectedToAgentAt } = event
  if (agentId === undefined || connectedToAgentAt === undefined) return {}
  return {
    agentInfo: {
      agentArn: `${instanceArn}/agent/${agentId}`,
      ...time('connectedToAgentTimestamp', connectedToAgentAt),
      ...afterContactWork(event),
    },
  }
}

/** Only when it is over: in what comes before it, nobody knows how long it will be. */
function afterContactWork({ agentLeftAt, afterContactWorkEndedAt }: ContactEvent): JsonObject {
  if (agentLeftAt === undefined || afterContactWorkEndedAt === undefined) return {}
  return {
    ...time('afterContactWorkStartTimestamp', agentLeftAt),
    ...time('afterContactWorkEndTimestamp', afterContactWorkEndedAt),
    afterContactWorkDuration: Math.round((afterContactWorkEndedAt - agentLeftAt) / 1000),
  }
}
