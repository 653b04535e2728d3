import { afterEach, expect, test } from 'vitest'
import { type KinesisStub, startKinesisStub } from '../../test/support/kinesis-stub.ts'
import { delivery } from '../../test/support/told.ts'
import { KinesisSink } from './kinesis-sink.ts'
import { Refused, type Sink, Unavailable } from './sink.ts'

const signal = new AbortController().signal
let stub: KinesisStub
const sinks: Sink[] = []
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.close()
  await stub.stop()
})

async function open(failing?: (key: string, put: number) => string | undefined) {
  stub = await startKinesisStub(failing)
  const sink = new KinesisSink({
    streamArn: 'arn:aws:kinesis:eu-central-1:000000000000:stream/records',
    endpoint: stub.url,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  })
  sinks.push(sink)
  return sink
}

test('records arrive under the key of their contact, as they are, in the stream that was named', async () => {
  const sink = await open()
  await sink.deliver([delivery(1, { key: 'a' }), delivery(2, { key: 'b' })], signal)
  expect(stub.records).toEqual([
    { key: 'a', data: '{"n":1}' },
    { key: 'b', data: '{"n":2}' },
  ])
  expect(stub.streams).toEqual(['arn:aws:kinesis:eu-central-1:000000000000:stream/records'])
})

test('what fails in part is what is left, with all that may not overtake it', async () => {
  const sink = await open((key, put) => {
    return key === 'a' && put === 1 ? 'ProvisionedThroughputExceededException' : undefined
  })
  const all = [
    delivery(1, { key: 'a' }),
    delivery(2, { key: 'b' }),
    delivery(3, { key: 'a' }),
    delivery(4, { key: 'b' }),
  ]
  const failure = await sink.deliver(all, signal).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Unavailable)
  const { left, message } = failure as Unavailable
  expect(message).toMatch('ProvisionedThroughputExceededException')
  expect(left.map(({ seq }) => seq)).toEqual([1, 3, 4])
  await sink.deliver(left, signal)
  expect(stub.of('a')).toEqual(['{"n":1}', '{"n":3}'])
  expect(stub.of('b')).toEqual(['{"n":2}', '{"n":4}'])
})

test('a thousand records take as few requests as the service allows', async () => {
  const sink = await open()
  await sink.deliver(
    Array.from({ length: 1000 }, (_, seq) => delivery(seq, { key: `c${seq}` })),
    signal,
  )
  expect(stub.records).toHaveLength(1000)
  expect(stub.streams).toHaveLength(2)
})

test('a record that is too long for the service is refused before anything is sent', async () => {
  const sink = await open()
  const long = delivery(2, { body: JSON.stringify('x'.repeat(1_000_000)) })
  await expect(sink.deliver([delivery(1), long], signal)).rejects.toThrow(Refused)
  expect(stub.records).toEqual([])
})

test('a stream that there is not, or may not be written to, is waited for', async () => {
  const sink = await open(() => 'ResourceNotFoundException!')
  await expect(sink.deliver([delivery(1)], signal)).rejects.toThrow(Unavailable)
})
