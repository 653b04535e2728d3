// Somebody in a chat of the real product, over HTTP and a WebSocket, who does what the chat libraries do when
// connections break or the centre is away: connects again, reads what was missed, and sends again.
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

export interface SeenItem {
  readonly Id: string
  readonly AbsoluteTime: string
  readonly Content?: string
  readonly ContentType: string
}

const TRY_AGAIN_MS = 200
const PAGE = 50

export class PatientPerson {
  readonly seen = new Map<string, SeenItem>()
  /** What sockets should not have said. */
  readonly wrong: string[] = []
  readonly acknowledged: string[] = []
  readonly #url: () => string
  readonly #participantToken: string
  #token = ''
  #socket: WebSocket | undefined
  #stopped: boolean = false
  #running: Promise<void> | undefined
  #caughtUp = 0

  /** @param url of the centre, which may change when it is started again. */
  constructor(url: () => string, participantToken: string) {
    this.#url = url
    this.#participantToken = participantToken
  }

  /** Keeps a connection open until `stop`. Resolves when it has the whole chat for the first time. */
  async join(): Promise<void> {
    this.#running = this.#stayConnected()
    await this.caughtUp()
  }

  /** Resolves when a connection that is opened after now has brought everything. */
  async caughtUp(): Promise<void> {
    const before = this.#caughtUp
    while (this.#caughtUp === before && !this.#stopped) await pause(20)
  }

  /** Breaks the connection, as a network does. */
  cut(): void {
    this.#socket?.terminate()
  }

  /** Sends until it is acknowledged. */
  async write(text: string): Promise<void> {
    const body = { ContentType: 'text/plain', Content: text, ClientToken: text }
    while (!this.#stopped) {
      const answer = await this.#ask('message', body, this.#token).catch(() => undefined)
      if (answer?.status === 200) {
        this.acknowledged.push(text)
        return
      }
      await pause(TRY_AGAIN_MS)
    }
  }

  /** The whole transcript, oldest first. */
  async transcript(): Promise<SeenItem[]> {
    const items: SeenItem[] = []
    for (let NextToken: string | undefined; ; ) {
      const query = { MaxResults: PAGE, ScanDirection: 'BACKWARD', SortOrder: 'ASCENDING' }
      const more = NextToken === undefined ? {} : { NextToken }
      const { status, body } = await this.#ask('transcript', { ...query, ...more }, this.#token)
      if (status !== 200)
        throw new Error(`GetTranscript answers ${status}: ${JSON.stringify(body)}`)
      items.unshift(...(body.Transcript as SeenItem[]))
      NextToken = body.NextToken as string | undefined
      if (NextToken === undefined) return items
    }
  }

  /** What they see on their screen. */
  view(): SeenItem[] {
    return [...this.seen.values()].sort((a, b) => (a.AbsoluteTime < b.AbsoluteTime ? -1 : 1))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.cut()
    await this.#running
  }

  async #stayConnected(): Promise<void> {
    while (!this.#stopped) {
      await this.#connect().catch(() => undefined) // The centre is away.
      if (!this.#stopped) await pause(TRY_AGAIN_MS)
    }
  }

  /** Resolves when the connection is over. */
  async #connect(): Promise<void> {
    const Type = ['WEBSOCKET', 'CONNECTION_CREDENTIALS']
    const { status, body } = await this.#ask('connection', { Type }, this.#participantToken)
    if (status !== 200) throw new Error(`CreateParticipantConnection answers ${status}`)
    this.#token = (body.ConnectionCredentials as { ConnectionToken: string }).ConnectionToken
    const socket = new WebSocket((body.Websocket as { Url: string }).Url)
    this.#socket = socket
    const here = new Set<string>()
    socket.on('open', () =>
      socket.send('{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}'),
    )
    socket.on('message', data => {
      const { topic, content } = JSON.parse(String(data)) as { topic: string; content: unknown }
      if (topic === 'aws/subscribe') void this.#catchUp().catch(() => socket.terminate())
      else if (topic === 'aws/chat') this.#hear(JSON.parse(String(content)) as SeenItem, here)
    })
    await new Promise<void>(resolve => {
      socket.on('error', () => {})
      socket.on('close', () => resolve())
    })
  }

  async #catchUp(): Promise<void> {
    for (const item of await this.transcript()) this.seen.set(item.Id, item)
    this.#caughtUp++
  }

  #hear(item: SeenItem, here: Set<string>): void {
    if (here.has(item.Id)) this.wrong.push(`${item.Content} twice`)
    here.add(item.Id)
    this.seen.set(item.Id, item)
  }

  async #ask(what: string, body: object, token: string) {
    const answer = await fetch(`${this.#url()}/participant/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-bearer': token },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
}
