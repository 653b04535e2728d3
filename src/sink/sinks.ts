// All sinks of an instance, each with a runner of its own: begun, begun anew and ended as they are
// configured.
import { join } from 'node:path'
import type { EventSinkDocument } from '../core/directory/event-sink.ts'
import type { Instant } from '../core/instant.ts'
import type { Outbox } from '../store/outbox.ts'
import { deadLettersIn } from './dead-letters.ts'
import type { Origin } from './delivery.ts'
import { FileSink } from './file-sink.ts'
import type { Sink } from './sink.ts'
import { sinkOfReader, sinkReader } from './sink-reader.ts'
import { SinkRunner, type SinkStatus } from './sink-runner.ts'
import { WebhookSink } from './webhook-sink.ts'

/** By name. */
export type SinkSettings = Readonly<Record<string, EventSinkDocument>>

export interface SinksOptions {
  readonly outbox: Outbox
  readonly origin: Origin
  /** For files, and what was refused for ever, in a folder for each name. */
  readonly folder: string
  /** What is used where a sink does not say. */
  readonly natsUrl: string | undefined
  readonly kinesisEndpoint: string | undefined
  readonly now: () => Instant
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random: () => number
}

export class Sinks {
  readonly #options: SinksOptions
  readonly #running = new Map<string, { readonly settings: string; readonly runner: SinkRunner }>()
  #turn: Promise<void> = Promise.resolve()

  constructor(options: SinksOptions) {
    this.#options = options
  }

  /** From now on these, and no others. */
  use(settings: SinkSettings): Promise<void> {
    const done = this.#turn.then(() => this.#use(settings))
    this.#turn = done.catch(() => undefined) // told to whom it concerns; the next one is tried
    return done
  }

  statuses(): Readonly<Record<string, SinkStatus>> {
    return Object.fromEntries([...this.#running].map(([name, { runner }]) => [name, runner.status]))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ runner }) => runner.stop()))
    this.#running.clear()
  }

  async #use(settings: SinkSettings): Promise<void> {
    for (const [name, { settings: former, runner }] of this.#running) {
      if (JSON.stringify(settings[name]) === former) continue
      this.#running.delete(name)
      await runner.stop()
    }
    await this.#forgetOthers(settings)
    for (const [name, each] of Object.entries(settings)) {
      if (!this.#running.has(name)) await this.#begin(name, each)
    }
  }

  /** Whose reader is left of a sink that there is no more holds the journal up. */
  async #forgetOthers(settings: SinkSettings): Promise<void> {
    const { outbox } = this.#options
    for (const reader of (await outbox.positions()).keys()) {
      const name = sinkOfReader(reader)
      if (name !== undefined && !Object.hasOwn(settings, name)) await outbox.forget(reader)
    }
  }

  async #begin(name: string, settings: EventSinkDocument): Promise<void> {
    const { outbox, origin, folder, now, pause, random } = this.#options
    const runner = new SinkRunner({
      reader: sinkReader(name),
      kinds: settings.kinds,
      since: settings.since,
      origin,
      outbox,
      sink: await this.#open(name, settings),
      deadLetters: deadLettersIn(join(folder, name, 'refused.ndjson')),
      now,
      pause,
      random,
    })
    this.#running.set(name, { settings: JSON.stringify(settings), runner })
    runner.start()
  }

  async #open(name: string, settings: EventSinkDocument): Promise<Sink> {
    const { folder, natsUrl, kinesisEndpoint, now } = this.#options
    switch (settings.type) {
      case 'file':
        return new FileSink({ folder: join(folder, name), keepDays: settings.keepDays })
      case 'webhook':
        return new WebhookSink({ url: settings.url, secret: settings.secret, now })
      case 'nats': {
        // Loaded only where there is one, as is the SDK.
        const { NatsSink } = await import('./nats-sink.ts')
        const url = settings.url ?? natsUrl ?? 'nats://127.0.0.1:4222'
        return new NatsSink({ url, subject: settings.subject, stream: settings.stream })
      }
      case 'kinesis': {
        const { KinesisSink } = await import('./kinesis-sink.ts')
        const endpoint = settings.endpoint ?? kinesisEndpoint
        return new KinesisSink({ streamArn: settings.streamArn, endpoint })
      }
      default:
        return settings satisfies never
    }
  }
}
