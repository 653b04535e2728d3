import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type NatsServer, startNatsServer } from '../../test/support/nats-server.ts'
import { lacks } from '../../test/support/peer.ts'
import { delivery } from '../../test/support/told.ts'
import { NatsSink } from './nats-sink.ts'
import { Refused } from './sink.ts'

describe.skipIf(lacks('nats'))('with a NATS server', () => {
  let server: NatsServer
  const sinks: NatsSink[] = []
  beforeEach(async () => {
    server = await startNatsServer(['--user', 'parley', '--pass', 'p@ss'])
  })
  afterEach(async () => {
    for (const sink of sinks.splice(0)) await sink.close()
    await server.stop()
  })

  function open() {
    const url = server.url.replace('//', '//parley:p%40ss@')
    const sink = new NatsSink({ url, subject: 'parley', stream: 'PARLEY' })
    sinks.push(sink)
    return sink
  }

  /** What the stream holds, in order. */
  async function kept() {
    const connection = await connect({ servers: server.url, user: 'parley', pass: 'p@ss' })
    try {
      const manager = await jetstreamManager(connection)
      const { state }: StreamInfo = await manager.streams.info('PARLEY')
      const found = []
      for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
        const message = await manager.streams.getMessage('PARLEY', { seq })
        if (message) {
          const key = message.header.get('Parley-Key')
          found.push({ subject: message.subject, key, body: message.string() })
        }
      }
      return found
    } finally {
      await connection.close()
    }
  }

  test('each kind has its subject, in a stream that is made when it is missing', async () => {
    const sink = open()
    await sink.deliver([delivery(1), delivery(2, { kind: 'contact-record', key: 'd' })])
    expect(await kept()).toEqual([
      { subject: 'parley.contact-event', key: 'c', body: '{"n":1}' },
      { subject: 'parley.contact-record', key: 'd', body: '{"n":2}' },
    ])
  })

  test('what is told twice is kept once', async () => {
    await open().deliver([delivery(1), delivery(2)])
    await open().deliver([delivery(1), delivery(2), delivery(3)])
    expect((await kept()).map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
  })

  test('a server that was killed is told the rest when it is back', async () => {
    const sink = open()
    await sink.deliver([delivery(1)])
    await server.kill()
    await expect(sink.deliver([delivery(2)])).rejects.toThrow()
    await server.start()
    await sink.deliver([delivery(2)])
    expect((await kept()).map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}'])
  })

  test('what is longer than the server takes is refused', async () => {
    const long = delivery(1, { body: JSON.stringify('x'.repeat(2_000_000)) })
    await expect(open().deliver([long])).rejects.toThrow(Refused)
  })
})
