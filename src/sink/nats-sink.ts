// A stream of NATS JetStream: a subject for each kind, and the message's id in `Nats-Msg-Id`, by which
// the server drops what it has already.
import {
  JetStreamApiError,
  type JetStreamClient,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream'
import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import type { Delivery } from './delivery.ts'
import { Refused, type Sink, Unavailable } from './sink.ts'
import { waves } from './waves.ts'

const CONNECT_MS = 5_000
const PUBLISH_MS = 5_000
/** JetStream's API: there is no stream of this name. */
const STREAM_NOT_FOUND = 10_059

export interface NatsSinkOptions {
  readonly url: string
  readonly subject: string
  readonly stream: string
}

export class NatsSink implements Sink {
  readonly #options: NatsSinkOptions
  #connection: NatsConnection | undefined
  #client: JetStreamClient | undefined

  constructor(options: NatsSinkOptions) {
    this.#options = options
  }

  async deliver(deliveries: readonly Delivery[]): Promise<void> {
    const client = await this.#opened()
    const longest = this.#connection?.info?.max_payload ?? Number.POSITIVE_INFINITY
    if (deliveries.some(({ body }) => Buffer.byteLength(body) > longest)) {
      throw new Refused('It is longer than the NATS server takes.', deliveries, 1)
    }
    const groups = waves(deliveries)
    for (const [index, group] of groups.entries()) {
      const outcomes = await Promise.allSettled(group.map(each => this.#publish(client, each)))
      const failed = group.filter((_, place) => outcomes[place]?.status === 'rejected')
      if (failed.length === 0) continue
      const reason = outcomes.find(outcome => outcome.status === 'rejected')?.reason
      throw new Unavailable(reason instanceof Error ? reason.message : String(reason), [
        ...failed,
        ...groups.slice(index + 1).flat(),
      ])
    }
  }

  async close(): Promise<void> {
    await this.#connection?.close()
  }

  #publish(client: JetStreamClient, { id, kind, key, body }: Delivery): Promise<unknown> {
    const about = headers()
    about.set('Parley-Key', key)
    return client.publish(`${this.#options.subject}.${kind}`, body, {
      msgID: id,
      headers: about,
      timeout: PUBLISH_MS,
    })
  }

  async #opened(): Promise<JetStreamClient> {
    if (this.#client && this.#connection?.isClosed() === false) return this.#client
    await this.#connection?.close()
    const url = new URL(this.#options.url)
    this.#connection = await connect({
      servers: url.host,
      ...(url.username !== '' && { user: decodeURIComponent(url.username) }),
      ...(url.password !== '' && { pass: decodeURIComponent(url.password) }),
      ...(url.protocol === 'tls:' && { tls: {} }),
      name: 'parley',
      timeout: CONNECT_MS,
      // What is told anew may come after something else: we begin again where we know where we are.
      reconnect: false,
    })
    await this.#makeStream(this.#connection)
    this.#client = jetstream(this.#connection)
    return this.#client
  }

  async #makeStream(connection: NatsConnection): Promise<void> {
    const { stream, subject } = this.#options
    const manager = await jetstreamManager(connection, { timeout: PUBLISH_MS })
    try {
      await manager.streams.info(stream)
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== STREAM_NOT_FOUND) throw error
      await manager.streams.add({ name: stream, subjects: [`${subject}.>`] })
    }
  }
}
