// Contact events: what happened to a contact. Written down in facts, because one in a thousand is ever
// read, and shown in the shape of Connect's contact event stream (EventBridge detail type
// "Amazon Connect Contact Event").
import type { ContactEvent, ContactEventType } from '../event.ts'
import type { JsonObject } from '../json.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { isoTime } from './iso-time.ts'

export function contactEvent(world: World, contact: Contact, eventType: ContactEventType): void {
  const { handling, enqueuedAt, disconnectReason } = contact
  world.live.contactChanged(contact.contactId)
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
    },
  })
}

export function contactEventBody(instanceArn: string, event: ContactEvent): JsonObject {
  return {
    eventType: event.eventType,
    contactId: event.contactId,
    initialContactId: event.initialContactId,
    channel: event.channel,
    instanceArn,
    initiationMethod: event.initiationMethod,
    eventTimestamp: isoTime(event.at),
    ...queueInfo(instanceArn, event),
    ...agentInfo(instanceArn, event),
    ...(event.disconnectReason === undefined
      ? {}
      : {
          disconnectReason: event.disconnectReason,
          disconnectTimestamp: isoTime(event.disconnectedAt ?? event.at),
        }),
  }
}

function queueInfo(instanceArn: string, { queueId, enqueuedAt }: ContactEvent): JsonObject {
  if (queueId === undefined || enqueuedAt === undefined) return {}
  return {
    queueInfo: {
      queueArn: `${instanceArn}/queue/${queueId}`,
      queueType: agentOfQueue(queueId) === undefined ? 'STANDARD' : 'AGENT',
      enqueueTimestamp: isoTime(enqueuedAt),
    },
  }
}

function agentInfo(instanceArn: string, event: ContactEvent): JsonObject {
  const { agentId, connectedToAgentAt } = event
  if (agentId === undefined || connectedToAgentAt === undefined) return {}
  return {
    agentInfo: {
      agentArn: `${instanceArn}/agent/${agentId}`,
      connectedToAgentTimestamp: isoTime(connectedToAgentAt),
    },
  }
}
