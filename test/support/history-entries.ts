// Entries of an outbox with a little history in them.
import type { OutboxEntry, OutboxEvent } from '../../src/store/outbox.ts'

/** A contact that waited 12.345 s and gave up. */
export function abandonedStay(contactId: string, at: number): OutboxEvent {
  return {
    type: 'fact',
    fact: {
      kind: 'queueStay',
      contactId,
      channel: 'VOICE',
      initiationMethod: 'INBOUND',
      queueId: 'sales',
      priority: 5,
      enqueuedAt: at - 12_345,
      leftAt: at,
      outcome: 'abandoned',
    },
  }
}

/** One such contact for each number. */
export function abandonedStays(from: number, to: number, at: number): OutboxEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    return { seq: from + index, at, events: [abandonedStay(`c${from + index}`, at)] }
  })
}
