// The people of row 15 in a process of their own: each has a WebSocket as the chat libraries open it, and
// writes over kept HTTP connections. They do as little as they can, for they share the machine with those
// who are measured. A child process of `chat.ts`.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { WebSocket } from 'ws'

export type PeopleAsk =
  /** With participant tokens, two for each chat. */
  | { readonly type: 'open'; readonly port: number; readonly tokens: readonly string[] }
  | { readonly type: 'write'; readonly pace: Pace }
  /** Sends frames to a server that echoes them; answers how many. */
  | { readonly type: 'echo'; readonly port: number }

/** For so long: so many a second, or always so many that are not acknowledged yet. */
export type Pace = { readonly seconds: number } & (
  | { readonly perSecond: number }
  | { readonly underWay: number }
)

/** Milliseconds from writing: until it was acknowledged, and until each of the two had it. */
export interface PeopleAnswer {
  readonly written: number
  readonly tookMs: number
  readonly refused: number
  readonly acknowledged: readonly number[]
  readonly delivered: readonly number[]
}

const CONNECTIONS = 512
const ECHOING = 200
const ECHOES = 300
const FRAME = `{"content":"${'Where is my order? It was to come on Tuesday. '.repeat(5)}"}`
/** A server's ping without content, and the answer (RFC 6455 §5.5). */
const PING = '\x89\x00'
const PONG = Buffer.of(0x8a, 0x80, 0, 0, 0, 0)
const SUBSCRIBE = '{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}'

interface Answer {
  readonly body: string
  readonly status: number
}

/** Requests one after the other over a connection that stays. */
class Line {
  readonly #socket: Socket
  readonly #host: string
  #text = ''
  #done: (answer: Answer) => void = () => {}

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', chunk => this.#read(String(chunk)))
  }

  ask(path: string, token: string, body: string, done: (answer: Answer) => void): void {
    this.#done = done
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\n` +
        `X-Amz-Bearer: ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      'latin1',
    )
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#text)?.[1])
    if (this.#text.length < end + 4 + length) return
    const [body, status] = [this.#text.slice(end + 4, end + 4 + length), this.#text.slice(9, 12)]
    this.#text = ''
    this.#done({ body, status: Number(status) })
  }
}

interface Message {
  readonly at: number
  left: number
}

const free: Line[] = []
const waiting: ((line: Line) => void)[] = []
const people: string[] = []
const writtenAt = new Map<number, Message>()
let delivered: number[] = []
let said = 0

process.on('message', (ask: PeopleAsk) => {
  void answerTo(ask).then(answer => process.send?.(answer))
})

async function answerTo(ask: PeopleAsk): Promise<unknown> {
  switch (ask.type) {
    case 'open':
      return open(ask.port, ask.tokens)
    case 'write':
      return 'perSecond' in ask.pace ? writeAtRate(ask.pace) : writeAlways(ask.pace)
    default:
      return echo(ask.port)
  }
}

async function open(port: number, tokens: readonly string[]): Promise<'open'> {
  for (let count = 0; count < CONNECTIONS; count++) free.push(new Line(port))
  await Promise.all(tokens.map(token => join(token)))
  return 'open'
}

async function join(token: string): Promise<void> {
  const body = '{"Type":["WEBSOCKET","CONNECTION_CREDENTIALS"]}'
  const answer = JSON.parse((await ask('/participant/connection', token, body)).body)
  people.push(answer.ConnectionCredentials.ConnectionToken)
  const { hostname, port, pathname, search } = new URL(answer.Websocket.Url)
  const socket = connect({ port: Number(port), host: hostname, noDelay: true })
  socket.setEncoding('latin1')
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('A socket was closed.')))
    let rest = ''
    socket.on('data', chunk => {
      const text = rest + String(chunk)
      if (text.startsWith('HTTP/1.1 101')) socket.write(masked(SUBSCRIBE))
      else if (text.includes('aws/subscribe')) resolve()
      if (text.includes(PING)) socket.write(PONG)
      rest = hear(text)
    })
  })
}

/** Notes the messages in what came; answers the rest, in which one may have begun. */
function hear(text: string): string {
  for (let from = 0; ; ) {
    const start = text.indexOf('<', from)
    if (start < 0) return ''
    const end = text.indexOf('>', start)
    if (end < 0) return text.slice(start)
    heard(Number(text.slice(start + 1, end)))
    from = end
  }
}

function heard(id: number): void {
  const message = writtenAt.get(id)
  if (!message) return
  delivered.push(performance.now() - message.at)
  message.left--
  if (message.left === 0) writtenAt.delete(id)
}

/** A client's frame; with a mask of zeros it is the text itself. */
function masked(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x81, 0x80 | text.length, 0, 0, 0, 0), Buffer.from(text)])
}

function ask(path: string, token: string, body: string): Promise<Answer> {
  return new Promise(resolve => {
    const go = (line: Line) =>
      line.ask(path, token, body, answer => {
        const next = waiting.shift()
        if (next) next(line)
        else free.push(line)
        resolve(answer)
      })
    const line = free.pop()
    if (line) go(line)
    else waiting.push(go)
  })
}

interface Writing {
  written: number
  refused: number
  readonly acknowledged: number[]
}

async function writeAtRate({ perSecond, seconds }: { perSecond: number; seconds: number }) {
  return writeWith(async writing => {
    const begun = performance.now()
    const total = perSecond * seconds
    const open: Promise<void>[] = []
    while (writing.written < total) {
      const due = Math.min(total, ((performance.now() - begun) / 1000) * perSecond)
      while (writing.written < due) open.push(writeOne(writing))
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    await Promise.all(open)
  })
}

async function writeAlways({ underWay, seconds }: { underWay: number; seconds: number }) {
  return writeWith(async writing => {
    const until = performance.now() + seconds * 1000
    const writer = async () => {
      while (performance.now() < until) await writeOne(writing)
    }
    await Promise.all(Array.from({ length: underWay }, writer))
  })
}

async function writeWith(work: (writing: Writing) => Promise<void>): Promise<PeopleAnswer> {
  const writing: Writing = { written: 0, refused: 0, acknowledged: [] }
  delivered = []
  const begun = performance.now()
  await work(writing)
  const tookMs = performance.now() - begun
  for (let waited = 0; writtenAt.size > writing.refused && waited < 100; waited++) {
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  writtenAt.clear()
  return { ...writing, tookMs, delivered }
}

async function writeOne(writing: Writing): Promise<void> {
  const at = performance.now()
  writing.written++
  const number = ++said
  writtenAt.set(number, { at, left: 2 })
  const token = people[number % people.length] ?? ''
  const content = `<${number}> Where is my order? It was to come on Tuesday.`
  const body = `{"ContentType":"text/plain","ClientToken":"t${number}","Content":"${content}"}`
  const { status } = await ask('/participant/message', token, body)
  if (status === 200) writing.acknowledged.push(performance.now() - at)
  else writing.refused++
}

async function echo(port: number): Promise<number> {
  const sockets = await Promise.all(
    Array.from({ length: ECHOING }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/`)
      await once(socket, 'open')
      return socket
    }),
  )
  await Promise.all(sockets.map(echoed))
  for (const socket of sockets) socket.terminate()
  return ECHOING * ECHOES
}

function echoed(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    let left = ECHOES
    socket.on('message', () => {
      left--
      if (left === 0) resolve()
      else socket.send(FRAME)
    })
    socket.send(FRAME)
  })
}
