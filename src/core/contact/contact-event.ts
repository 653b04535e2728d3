// Contact events: what happened to a contact, in the shape of Connect's contact event stream
// (EventBridge detail type "Amazon Connect Contact Event").
import type { JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { isoTime } from './iso-time.ts'

export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'COMPLETED'

export function contactEvent(world: World, contact: Contact, eventType: ContactEventType): void {
  const { contactId } = contact
  const body: JsonObject = {
    eventType,
    contactId,
    initialContactId: contact.initialContactId,
    channel: contact.channel,
    instanceArn: world.instanceArn,
    initiationMethod: contact.initiationMethod,
    eventTimestamp: isoTime(world.now),
    ...queueInfo(world, contact),
    ...agentInfo(world, contact),
    ...(contact.disconnectReason === undefined
      ? {}
      : {
          disconnectReason: contact.disconnectReason,
          disconnectTimestamp: isoTime(contact.disconnectedAt ?? world.now),
        }),
  }
  world.event({ type: 'contact.event', contactId, body })
}

function queueInfo(world: World, contact: Contact): JsonObject {
  if (contact.enqueuedAt === undefined || contact.targetQueueId === undefined) return {}
  return {
    queueInfo: {
      queueArn: world.arn('queue', contact.targetQueueId),
      queueType: 'STANDARD',
      enqueueTimestamp: isoTime(contact.enqueuedAt),
    },
  }
}

function agentInfo(world: World, contact: Contact): JsonObject {
  if (!contact.handling) return {}
  return {
    agentInfo: {
      agentArn: world.arn('agent', contact.handling.agentId),
      connectedToAgentTimestamp: isoTime(contact.handling.connectedAt),
    },
  }
}
