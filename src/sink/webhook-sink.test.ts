import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { delivery } from '../../test/support/told.ts'
import { Blocked, Refused, Unavailable } from './sink.ts'
import { WebhookSink } from './webhook-sink.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver that answers with a status, or not at all when there is none. */
async function receiver(status?: number, headers: Record<string, string> = {}, said = '') {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    heard.push({ headers: request.headers, body })
    if (status !== undefined) response.writeHead(status, headers).end(said)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sink = new WebhookSink({
    url: `http://127.0.0.1:${port}/hook`,
    secret: 'a very secret secret',
    now: () => 1_800_000_000_500,
    timeoutMs: 200,
  })
  const told = [delivery(1), delivery(2, { kind: 'contact-record', key: 'd' })]
  const deliver = () => sink.deliver(told, new AbortController().signal)
  return { deliver, heard }
}

test('a receiver gets the records as JSON, signed so that it can check them', async () => {
  const { deliver, heard } = await receiver(204)
  await deliver()
  const [request] = heard
  expect(JSON.parse(request?.body ?? '')).toEqual({
    records: [
      { id: 'id-1', kind: 'contact-event', key: 'c', data: { n: 1 } },
      { id: 'id-2', kind: 'contact-record', key: 'd', data: { n: 2 } },
    ],
  })
  const signature = createHmac('sha256', 'a very secret secret')
    .update(`1800000000.${request?.body}`)
    .digest('hex')
  expect(request?.headers['parley-signature']).toBe(`t=1800000000,v1=${signature}`)
  expect(request?.headers['parley-delivery']).toBe('id-1')
})

test('an answer that is about the entries refuses them, with what the receiver said', async () => {
  for (const status of [400, 413, 422]) {
    const { deliver } = await receiver(status, {}, 'no such\nfield')
    const failure = await deliver().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Refused)
    expect((failure as Refused).message).toBe(`The receiver answered ${status}: no such field`)
  }
})

test('an answer that is about the way there, or about a busy receiver, means: later', async () => {
  for (const status of [401, 403, 404, 410]) {
    await expect((await receiver(status)).deliver()).rejects.toThrow(Blocked)
  }
  for (const status of [408, 429, 502, 503]) {
    await expect((await receiver(status)).deliver()).rejects.toThrow(Unavailable)
  }
})

test('an internal error of the receiver may be about the entry: it is tried longer before it is set aside', async () => {
  const failure = await (await receiver(500)).deliver().catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'Refused', attempts: 15 })
})

test('what we tell goes nowhere but where its owner said', async () => {
  const other = await receiver(200)
  const { deliver } = await receiver(307, { location: 'http://127.0.0.1:1/elsewhere' })
  await expect(deliver()).rejects.toThrow('The receiver answered 307 (not followed)')
  expect(other.heard).toEqual([])
})

test('a receiver that does not answer is tried again later', async () => {
  await expect((await receiver()).deliver()).rejects.toThrow(Unavailable)
  servers[0]?.closeAllConnections()
  servers[0]?.close()
})

test('nobody listening is told as what it is', async () => {
  const sink = new WebhookSink({ url: 'http://127.0.0.1:1/', secret: 's', now: () => 0 })
  const telling = sink.deliver([delivery(1)], new AbortController().signal)
  await expect(telling).rejects.toThrow('bad port')
})
