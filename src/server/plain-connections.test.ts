import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { ApiResponse } from '../api/api-request.ts'
import { createHttpServer, json, type Route } from './http-server.ts'
import type { PlainRequest } from './plain-request.ts'

const servers: ReturnType<typeof createHttpServer>[] = []
const sockets: Socket[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** What was asked, as whoever answers it has understood it. */
const general: Route = async ({ method, path, body }, response) =>
  json(response, 200, { by: 'node:http', method, path, body: String(await body()) })

const plain = async ({ method, path, body }: PlainRequest) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ by: 'us', method, path, body: Buffer.from(body).toString() }),
})

type Plain = (request: PlainRequest) => Promise<ApiResponse>

async function serve(route: Plain | undefined = plain): Promise<number> {
  const server = createHttpServer({
    routes: [general],
    ...(route && {
      plain: {
        bodyBytesMax: 1000,
        route: request => (request.path.startsWith('/chat/') ? route(request) : undefined),
      },
    }),
    openStream: () => undefined,
    mayOpen: () => ({ status: 404, sentence: 'Not Found' }),
    failed: () => {},
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

class Visitor {
  readonly socket: Socket
  heard = ''

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('error', () => {})
    this.socket.on('data', data => {
      this.heard += String(data)
    })
    sockets.push(this.socket)
  }

  /** Who answered, and what it understood. */
  get answers(): readonly string[] {
    return [
      ...this.heard.matchAll(/\{"by":"(.*?)","method":"(.*?)","path":"(.*?)","body":"(.*?)"\}/g),
    ].map(([, by, method, path, body]) => `${by}: ${method} ${path} ${body}`)
  }

  /** What was answered, whoever did. */
  get outcome(): readonly string[] {
    const statuses = [...this.heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) =>
      String(status),
    )
    return [...statuses, ...this.answers.map(each => each.replace(/^.*?: /, ''))]
  }

  async says(...texts: readonly string[]): Promise<this> {
    for (const text of texts) {
      this.socket.write(text, 'latin1')
      await new Promise(setImmediate)
    }
    return this
  }

  async hears(count: number): Promise<this> {
    await vi.waitFor(() => expect(this.answers).toHaveLength(count))
    return this
  }

  gone(): Promise<unknown> {
    return this.socket.destroyed ? Promise.resolve() : once(this.socket, 'close')
  }
}

const visit = async (): Promise<Visitor> => new Visitor(await serve())
const post = (path: string, body: string, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

test('requests on one connection are answered in their order, also when several come at once', async () => {
  const visitor = await visit()
  await visitor.says(
    post('/chat/say', 'one') + post('/chat/say', 'two'),
    post('/chat/hear', 'three'),
  )
  await visitor.hears(3)
  expect(visitor.answers).toEqual([
    'us: POST /chat/say one',
    'us: POST /chat/say two',
    'us: POST /chat/hear three',
  ])
  expect(visitor.heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(visitor.heard).toMatch(/\r\nx-content-type-options: nosniff\r\ndate: .* GMT\r\n/)
})

test('a body may come later than its head, in pieces', async () => {
  const visitor = await visit()
  const text = post('/chat/say', 'Where is my order?')
  await visitor.says(
    text.slice(0, -18),
    'Where ',
    'is my',
    ' order',
    '?',
    post('/chat/say', 'Well?'),
  )
  await visitor.hears(2)
  expect(visitor.answers[0]).toBe('us: POST /chat/say Where is my order?')
})

test('a head that comes in pieces is for the web server', async () => {
  const visitor = await visit()
  const text = post('/chat/say', 'one')
  await visitor.says(text.slice(0, 30))
  await new Promise(resolve => setTimeout(resolve, 20))
  await visitor.says(text.slice(30))
  await visitor.hears(1)
  expect(visitor.answers).toEqual(['node:http: POST /chat/say one'])
})

test('a connection goes to the web server with what is not for us, nothing is lost, and it stays there', async () => {
  const visitor = await visit()
  await visitor.says(
    post('/chat/say', 'one') + post('/pages/list', 'two') + post('/chat/say', 'three'),
    'GET /chat/say HTTP/1.1\r\nHost: a\r\n\r\n',
  )
  await visitor.hears(4)
  expect(visitor.answers).toEqual([
    'us: POST /chat/say one',
    'node:http: POST /pages/list two',
    'node:http: POST /chat/say three',
    'node:http: GET /chat/say ',
  ])
})

const UNUSUAL: Readonly<Record<string, string>> = {
  'another method': 'GET /chat/say HTTP/1.1\r\nHost: a\r\n\r\n',
  'a query': post('/chat/say?a=b', 'x'),
  'a whole URL': post('http://a/chat/say', 'x'),
  'an escaped path': post('/chat/%73ay', 'x'),
  'an older version': post('/chat/say', 'x').replace('1.1', '1.0'),
  'another version': post('/chat/say', 'x').replace('1.1', '1.9'),
  'no version': 'POST /chat/say\r\nHost: a\r\n\r\n',
  'a body in chunks':
    'POST /chat/say HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n',
  'a length and chunks': post('/chat/say', '0\r\n\r\n', 'Transfer-Encoding: chunked\r\n'),
  'chunks that are hidden': post('/chat/say', '0\r\n\r\n', 'Transfer-Encoding: xchunked\r\n'),
  'chunks with a blank before the colon': post('/chat/say', 'x', 'Transfer-Encoding : chunked\r\n'),
  'two lengths': post('/chat/say', 'x', 'Content-Length: 5\r\n'),
  'the same length twice': post('/chat/say', 'x', 'Content-Length: 1\r\n'),
  'a list of lengths': post('/chat/say', 'x').replace('Length: 1', 'Length: 1, 1'),
  'a signed length': post('/chat/say', 'x').replace('Length: 1', 'Length: +1'),
  'a negative length': post('/chat/say', 'x').replace('Length: 1', 'Length: -1'),
  'a length in hexadecimal': post('/chat/say', 'x').replace('Length: 1', 'Length: 0x1'),
  'no length': 'POST /chat/say HTTP/1.1\r\nHost: a\r\n\r\n',
  'no host': post('/chat/say', 'x').replace('Host: a\r\n', ''),
  'two hosts': post('/chat/say', 'x', 'Host: b\r\n'),
  'a folded header': post('/chat/say', 'x', 'X-Note: one\r\n two\r\n'),
  'a header without a name': post('/chat/say', 'x', ': x\r\n'),
  'a header without a colon': post('/chat/say', 'x', 'Nonsense\r\n'),
  'a zero in a header': post('/chat/say', 'x', 'X-Note: a\0b\r\n'),
  'a lone line feed': post('/chat/say', 'x', 'X-Note: a\nTransfer-Encoding: chunked\r\n'),
  'a lone carriage return': post('/chat/say', 'x', 'X-Note: a\rb\r\n'),
  'letters beyond ASCII': post('/chat/say', 'x', 'X-Note: \xe9\r\n'),
  'a header named as what objects have': post(
    '/chat/say',
    'x',
    '__proto__: x\r\nconstructor: y\r\n',
  ),
  'that it closes': post('/chat/say', 'x', 'Connection: close\r\n'),
  'another protocol': post('/chat/say', 'x', 'Connection: Upgrade\r\nUpgrade: h2c\r\n'),
  'what is to be expected': post('/chat/say', 'x', 'Expect: 100-continue\r\n'),
  'a head that is too long': post('/chat/say', 'x', `X-Note: ${'x'.repeat(9000)}\r\n`),
  'a body that is too long': post('/chat/say', 'x'.repeat(1001)),
  'empty lines first': `\r\n\r\n${post('/chat/say', 'x')}`,
  'no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00',
}

test.each(Object.entries(UNUSUAL))(
  '%s is answered as by the web server alone',
  async (_what, text) => {
    const [ours, theirs] = [new Visitor(await serve()), new Visitor(await serve(undefined))]
    for (const visitor of [ours, theirs]) await visitor.says(text)
    // Another one behind it says where the first was thought to end.
    for (const visitor of [ours, theirs]) await visitor.says(post('/chat/last', 'y'))
    const isOver = ({ socket, answers }: Visitor) =>
      socket.closed || answers.some(each => each.includes('/last'))
    await vi.waitFor(() => expect([ours, theirs].every(isOver)).toBe(true))
    expect(ours.outcome).toEqual(theirs.outcome)
    expect(ours.socket.closed).toBe(theirs.socket.closed)
  },
)

test('who says nothing, or does not finish a request, is given up; who waits for an answer is not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const port = await serve(() => new Promise(() => {}))
  const [silent, slow, waiting] = [new Visitor(port), new Visitor(port), new Visitor(port)]
  await slow.says(post('/chat/say', 'x').slice(0, -1))
  await waiting.says(post('/chat/say', 'x'))
  await new Promise(resolve => setTimeout(resolve, 20))
  vi.advanceTimersByTime(9000)
  await slow.says()
  expect([silent, slow].some(({ socket }) => socket.closed)).toBe(false)
  vi.advanceTimersByTime(3000)
  await Promise.all([silent.gone(), slow.gone()])
  vi.advanceTimersByTime(100_000)
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(waiting.socket.closed).toBe(false)
})

test('a connection that has been quiet for a minute is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const visitor = await (await visit()).says(post('/chat/say', 'x'))
  await visitor.hears(1)
  vi.advanceTimersByTime(50_000)
  await visitor.says(post('/chat/say', 'y'))
  await visitor.hears(2)
  vi.advanceTimersByTime(50_000)
  expect(visitor.socket.closed).toBe(false)
  vi.advanceTimersByTime(20_000)
  await visitor.gone()
})

test('who asks and asks and never reads is not answered any more, until they read', async () => {
  let asked = 0
  const port = await serve(async request => {
    asked++
    return { ...(await plain(request)), headers: { 'x-filler': 'x'.repeat(200_000) } }
  })
  const visitor = new Visitor(port)
  visitor.socket.pause()
  await visitor.says(...Array.from({ length: 400 }, () => post('/chat/say', 'x')))
  await new Promise(resolve => setTimeout(resolve, 100))
  const before = asked
  expect(before).toBeLessThan(200)
  visitor.socket.resume()
  await vi.waitFor(() => expect(asked).toBe(400), { timeout: 4000 })
})

test('who has gone is not answered, and a failure of ours is said', async () => {
  let fail: (error: Error) => void = () => {}
  const port = await serve(
    () =>
      new Promise((_resolve, reject) => {
        fail = reject
      }),
  )
  const [gone, other] = [new Visitor(port), new Visitor(port)]
  await gone.says(post('/chat/say', 'x'))
  await vi.waitFor(() => expect(fail.length).toBe(1))
  gone.socket.destroy()
  await gone.gone()
  fail(new Error('Too late.'))
  await other.says(post('/chat/say', 'x'))
  await new Promise(resolve => setTimeout(resolve, 20))
  fail(new Error('Broken.'))
  await vi.waitFor(() => expect(other.heard).toContain('HTTP/1.1 500'))
})

test('closing the server closes connections that wait for nothing', async () => {
  const visitor = await (await visit()).says(post('/chat/say', 'x'))
  await visitor.hears(1)
  const closed = new Promise(resolve => servers[0]?.close(resolve))
  await Promise.all([closed, visitor.gone()])
})

test('a failure before anything is waited for is said as well, and ends nothing', async () => {
  const port = await serve(() => {
    throw new Error('a mistake of ours')
  })
  const visitor = new Visitor(port)
  visitor.socket.write('POST /chat/message HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\na')
  await vi.waitFor(() => expect(visitor.outcome).toContain('500'))
})
