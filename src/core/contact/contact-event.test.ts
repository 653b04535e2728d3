import { expect, test } from 'vitest'
import type { ContactEvent } from '../event.ts'
import { contactEventBody } from './contact-event.ts'

const INSTANCE = 'arn:aws:connect:us-east-1:000000000000:instance/i'

const begun: ContactEvent = {
  eventType: 'INITIATED',
  at: Date.UTC(2026, 10, 21, 13, 4, 5),
  contactId: 'c',
  initialContactId: 'c',
  channel: 'VOICE',
  initiationMethod: 'INBOUND',
  queueId: undefined,
  enqueuedAt: undefined,
  agentId: undefined,
  connectedToAgentAt: undefined,
  disconnectReason: undefined,
  disconnectedAt: undefined,
}

test("a contact event says what had happened by then, in Connect's JSON", () => {
  const shown = {
    eventType: 'INITIATED',
    contactId: 'c',
    initialContactId: 'c',
    channel: 'VOICE',
    instanceArn: INSTANCE,
    initiationMethod: 'INBOUND',
    eventTimestamp: '2026-11-21T13:04:05.000Z',
  }
  expect(contactEventBody(INSTANCE, begun)).toEqual(shown)
  expect(
    contactEventBody(INSTANCE, { ...begun, initiatedAt: begun.at, tags: { team: 'blue' } }),
  ).toEqual({ ...shown, initiationTimestamp: shown.eventTimestamp, tags: { team: 'blue' } })
  const ended: ContactEvent = {
    ...begun,
    eventType: 'DISCONNECTED',
    queueId: 'q',
    enqueuedAt: begun.at + 1000,
    agentId: 'ana',
    connectedToAgentAt: begun.at + 3000,
    disconnectReason: 'CUSTOMER_DISCONNECT',
    disconnectedAt: begun.at + 9000,
    agentLeftAt: begun.at + 9000,
    afterContactWorkEndedAt: begun.at + 12_000,
  }
  expect(contactEventBody(INSTANCE, ended)).toEqual({
    ...shown,
    eventType: 'DISCONNECTED',
    queueInfo: {
      queueArn: `${INSTANCE}/queue/q`,
      queueType: 'STANDARD',
      enqueueTimestamp: '2026-11-21T13:04:06.000Z',
    },
    agentInfo: {
      agentArn: `${INSTANCE}/agent/ana`,
      connectedToAgentTimestamp: '2026-11-21T13:04:08.000Z',
      afterContactWorkStartTimestamp: '2026-11-21T13:04:14.000Z',
      afterContactWorkEndTimestamp: '2026-11-21T13:04:17.000Z',
      afterContactWorkDuration: 3,
    },
    disconnectReason: 'CUSTOMER_DISCONNECT',
    disconnectTimestamp: '2026-11-21T13:04:14.000Z',
  })
})
