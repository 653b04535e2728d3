// A participant's WebSocket as the official chat libraries use it, without one of them.
import { WebSocket } from 'ws'
import { until } from './until.ts'

/** A line, event or receipt of a chat, as it came. */
export type SocketItem = Readonly<Record<string, unknown>>

export async function openSocket(url: string): Promise<ParticipantSocket> {
  const socket = new ParticipantSocket(new WebSocket(url))
  await until(
    'the socket is subscribed or closed',
    () => socket.isReady || socket.closed !== undefined,
  )
  return socket
}

export class ParticipantSocket {
  readonly items: SocketItem[] = []
  readonly frames: SocketItem[] = []
  /** The code with which it was closed; 1006 when it was cut or never opened. */
  closed: number | undefined
  isReady = false
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('open', () => {
      this.say({ topic: 'aws/subscribe', content: { topics: ['aws/chat'] } })
    })
    socket.on('message', data => this.#heard(JSON.parse(String(data)) as SocketItem))
    socket.on('close', code => {
      this.closed = code
    })
    // What follows is `close`.
    socket.on('error', () => {})
  }

  say(frame: object | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  close(): void {
    this.#socket.close(1000)
  }

  /** Reads nothing more from the network. */
  stopReading(): void {
    this.#socket.pause()
  }

  /** Texts of messages, and the last words of events. */
  get said(): string[] {
    return this.items.map(({ Type, Content, ContentType }) =>
      Type === 'MESSAGE'
        ? String(Content)
        : `(${String(ContentType ?? Type)
            .split('.event.')
            .at(-1)})`,
    )
  }

  async hears(text: string): Promise<SocketItem> {
    await until(`hears ${text}, not only ${this.said}`, () => this.said.includes(text))
    return this.items[this.said.indexOf(text)] ?? {}
  }

  #heard(frame: SocketItem): void {
    this.frames.push(frame)
    const { topic, content } = frame
    if (topic === 'aws/subscribe') this.isReady = true
    if (topic === 'aws/chat') this.items.push(JSON.parse(String(content)) as SocketItem)
  }
}
