// An outbox with something in it, and sinks that fail as they are told to.
import type { CentreEvent, ContactEventType } from '../../src/core/event.ts'
import type { Delivery } from '../../src/sink/delivery.ts'
import type { Sink } from '../../src/sink/sink.ts'
import { SinkRunner, type SinkRunnerOptions } from '../../src/sink/sink-runner.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { entry } from './journal-contract.ts'

export const ORIGIN = {
  instanceArn: 'arn:aws:connect:us-east-1:000000000000:instance/i',
  account: '000000000000',
  region: 'us-east-1',
}

export function contactEvent(
  contactId: string,
  eventType: ContactEventType = 'QUEUED',
): CentreEvent {
  return {
    type: 'contact.event',
    event: {
      eventType,
      at: 1_800_000_000_000,
      contactId,
      initialContactId: contactId,
      channel: 'VOICE',
      initiationMethod: 'INBOUND',
      queueId: undefined,
      enqueuedAt: undefined,
      agentId: undefined,
      connectedToAgentAt: undefined,
      disconnectReason: undefined,
      disconnectedAt: undefined,
    },
  }
}

/** A delivery as it would be made of the entry of this number. */
export function delivery(seq: number, more: Partial<Delivery> = {}): Delivery {
  const id = `id-${seq}`
  return {
    id,
    seq,
    kind: 'contact-event',
    key: 'c',
    at: 1_800_000_000_000,
    body: `{"n":${seq}}`,
    ...more,
  }
}

/** An instance's journal and outbox, in memory, and the runners that were begun on it. */
export function toldWorld() {
  const disk = new MemoryDisk()
  const store = openMemoryStore(disk)
  let seq = 0
  const pauses: number[] = []
  const refused: { readonly delivery: Delivery; readonly reason: string }[] = []
  return {
    outbox: store.outbox,
    journal: store.journal,
    pauses,
    refused,
    /** One entry for each. */
    async happens(...events: CentreEvent[]): Promise<void> {
      await store.journal.append(events.map(event => entry(++seq, event)))
    },
    runner(sink: Sink, more: Partial<SinkRunnerOptions> = {}): SinkRunner {
      return new SinkRunner({
        reader: 'test',
        kinds: ['contact-record', 'contact-event', 'agent-event'],
        since: 0,
        origin: ORIGIN,
        outbox: store.outbox,
        sink,
        deadLetters: {
          add: async (each, reason) => void refused.push({ delivery: each, reason }),
        },
        now: () => Date.now(),
        pause: ms => {
          pauses.push(ms)
          return new Promise(resolve => setImmediate(resolve))
        },
        random: () => 1,
        ...more,
      })
    },
  }
}

/** Keeps what it is told, after what `before` makes of it. */
export class KeepingSink implements Sink {
  readonly told: Delivery[] = []
  readonly before: (deliveries: readonly Delivery[]) => void | Promise<void>

  constructor(before: (deliveries: readonly Delivery[]) => void | Promise<void> = () => undefined) {
    this.before = before
  }

  async deliver(deliveries: readonly Delivery[]): Promise<void> {
    await this.before(deliveries)
    this.told.push(...deliveries)
  }

  async close(): Promise<void> {
    // Nothing to end.
  }

  /** Whose it was, in order. */
  get keys(): string {
    return this.told.map(({ key }) => key).join('')
  }
}
