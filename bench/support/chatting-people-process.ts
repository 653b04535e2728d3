// The people of row 15 in a process of their own: each has a WebSocket as the chat libraries open it, and
// writes over kept HTTP connections. A child process of `chat.ts`.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { WebSocket } from 'ws'

export type PeopleAsk =
  /** With participant tokens, two for each chat. */
  | { readonly type: 'open'; readonly port: number; readonly tokens: readonly string[] }
  | { readonly type: 'write'; readonly perSecond: number; readonly seconds: number }
  /** Sends frames to a server that echoes them; answers how many. */
  | { readonly type: 'echo'; readonly port: number }

/** Milliseconds from writing: until it was acknowledged, and until each of the two had it. */
export interface PeopleAnswer {
  readonly written: number
  readonly refused: number
  readonly acknowledged: readonly number[]
  readonly delivered: readonly number[]
}

const CONNECTIONS = 96
const ECHOING = 200
const ECHOES = 300
const FRAME = `{"content":"${'Where is my order? It was to come on Tuesday. '.repeat(5)}"}`

/** Requests one after the other over a connection that stays. */
class Line {
  readonly #socket: Socket
  readonly #host: string
  #text = ''
  #done: ((body: string, status: number) => void) | undefined

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', chunk => this.#read(String(chunk)))
  }

  ask(path: string, token: string, body: string): Promise<{ body: string; status: number }> {
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\n` +
        `X-Amz-Bearer: ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    return new Promise(resolve => {
      this.#done = (answer, status) => resolve({ body: answer, status })
    })
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#text)?.[1])
    if (this.#text.length < end + 4 + length) return
    const [body, status] = [this.#text.slice(end + 4, end + 4 + length), this.#text.slice(9, 12)]
    this.#text = this.#text.slice(end + 4 + length)
    this.#done?.(body, Number(status))
  }
}

const free: Line[] = []
const waiting: ((line: Line) => void)[] = []
const people: string[] = []
const writtenAt = new Map<string, { readonly at: number; left: number }>()
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
      return write(ask)
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
  const socket = new WebSocket(answer.Websocket.Url)
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () =>
      socket.send('{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}'),
    )
    socket.on('message', data => {
      const text = String(data)
      const id = /<(\d+)>/.exec(text)?.[1]
      if (id !== undefined) heard(id)
      else resolve()
    })
  })
}

function heard(id: string): void {
  const message = writtenAt.get(id)
  if (!message) return
  delivered.push(performance.now() - message.at)
  message.left--
  if (message.left === 0) writtenAt.delete(id)
}

async function ask(path: string, token: string, body: string) {
  const line = free.pop() ?? (await new Promise<Line>(resolve => waiting.push(resolve)))
  const answer = await line.ask(path, token, body)
  const next = waiting.shift()
  if (next) next(line)
  else free.push(line)
  return answer
}

async function write({ perSecond, seconds }: Extract<PeopleAsk, { type: 'write' }>) {
  const total = perSecond * seconds
  const acknowledged: number[] = []
  let refused = 0
  delivered = []
  const begun = performance.now()
  const open: Promise<void>[] = []
  for (let count = 0; count < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * perSecond))
    for (; count < due; count++) open.push(send(++said))
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await Promise.all(open)
  for (let waited = 0; writtenAt.size > refused && waited < 100; waited++) {
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  writtenAt.clear()
  return { written: total, refused, acknowledged, delivered }

  async function send(number: number): Promise<void> {
    const at = performance.now()
    writtenAt.set(String(number), { at, left: 2 })
    const token = people[number % people.length] ?? ''
    const content = `<${number}> Where is my order? It was to come on Tuesday.`
    const body = `{"ContentType":"text/plain","ClientToken":"t${number}","Content":"${content}"}`
    const { status } = await ask('/participant/message', token, body)
    if (status === 200) acknowledged.push(performance.now() - at)
    else refused++
  }
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
