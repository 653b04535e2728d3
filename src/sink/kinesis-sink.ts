// A stream of Kinesis, by the official SDK: the records as Connect puts them there, partitioned by
// contact or agent.
import {
  KinesisClient,
  type KinesisClientConfig,
  PutRecordsCommand,
  type PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis'
import type { Delivery } from './delivery.ts'
import { Refused, type Sink, Unavailable } from './sink.ts'
import { waves } from './waves.ts'

/** Limits of PutRecords and of one record, key and all. */
const RECORDS_MAX = 500
const BYTES_MAX = 5_000_000
const RECORD_BYTES_MAX = 1_000_000

export interface KinesisSinkOptions {
  readonly streamArn: string
  readonly endpoint: string | undefined
  /** Where the SDK would find them itself when absent: in the environment, for example. */
  readonly credentials?: KinesisClientConfig['credentials']
}

export class KinesisSink implements Sink {
  readonly #streamArn: string
  readonly #client: KinesisClient

  constructor({ streamArn, endpoint, credentials }: KinesisSinkOptions) {
    this.#streamArn = streamArn
    this.#client = new KinesisClient({
      // arn:aws:kinesis:<region>:<account>:stream/<name>
      region: streamArn.split(':')[3] ?? 'us-east-1',
      // What fails is tried again by us, with what followed it held back.
      maxAttempts: 1,
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials !== undefined && { credentials }),
    })
  }

  async deliver(deliveries: readonly Delivery[], signal: AbortSignal): Promise<void> {
    const tooLong = deliveries.find(each => sizeOf(each) > RECORD_BYTES_MAX)
    if (tooLong) throw new Refused('It is longer than a record of Kinesis may be.', deliveries, 1)
    const requests = waves(deliveries).flatMap(wave => [...together(wave)])
    for (const [index, request] of requests.entries()) {
      const after = requests.slice(index + 1).flat()
      const { failed, reason } = await this.#put(request, signal).catch(error => {
        throw new Unavailable(error instanceof Error ? error.message : String(error), [
          ...request,
          ...after,
        ])
      })
      if (failed.length > 0) throw new Unavailable(reason, [...failed, ...after])
    }
  }

  async close(): Promise<void> {
    this.#client.destroy()
  }

  async #put(request: readonly Delivery[], abortSignal: AbortSignal) {
    const command = new PutRecordsCommand({
      StreamARN: this.#streamArn,
      Records: request.map(({ key, body }) => ({ PartitionKey: key, Data: Buffer.from(body) })),
    })
    const { Records = [] } = await this.#client.send(command, { abortSignal })
    const failed = request.filter((_, index) => Records[index]?.SequenceNumber === undefined)
    return { failed, reason: reasonOf(Records) }
  }
}

function sizeOf({ key, body }: Delivery): number {
  return Buffer.byteLength(key) + Buffer.byteLength(body)
}

function* together(deliveries: readonly Delivery[]): Generator<Delivery[]> {
  let request: Delivery[] = []
  let bytes = 0
  for (const delivery of deliveries) {
    const size = sizeOf(delivery)
    if (request.length === RECORDS_MAX || (request.length > 0 && bytes + size > BYTES_MAX)) {
      yield request
      request = []
      bytes = 0
    }
    request.push(delivery)
    bytes += size
  }
  if (request.length > 0) yield request
}

function reasonOf(records: readonly PutRecordsResultEntry[]): string {
  const { ErrorCode = 'no answer', ErrorMessage = '' } = records.find(each => each.ErrorCode) ?? {}
  return `${ErrorCode} ${ErrorMessage}`.trim()
}
