// A participant service in memory, for tests: one chat, one participant's connection. What it was
// asked is kept; answers can be withheld and sockets cut.
import type { SocketLike } from '../reconnecting-socket.ts'
import type { ParticipantClientWorld } from './participant-client.ts'
import type { ParticipantAnswer, ParticipantSession } from './participant-connection.ts'
import { CONTENT, type WireItem } from './participant-protocol.ts'

type Refusal = Extract<ParticipantAnswer, { ok: false }>

export class FakeParticipantService implements ParticipantClientWorld {
  readonly transcript: WireItem[] = []
  readonly requests: { readonly path: string; readonly bearer: string; readonly body: Body }[] = []
  readonly sockets: FakeSocket[] = []
  readonly uploads: { readonly url: string; readonly name: string }[] = []
  me: ParticipantSession | 'over' = { participantId: 'agent', participantToken: 'participant' }
  /** Answers this in place of doing it, by path. */
  readonly refusals = new Map<string, Refusal>()
  /** Does it, but the answer gets lost, so many times. */
  answersLost = 0
  isReachable: boolean = true
  expiresInMs = 60 * 60_000
  pageSize = 100
  readonly #byClientToken = new Map<string, WireItem>()
  #connections = 0
  #ids = 0

  session(): Promise<ParticipantSession | 'over'> {
    return Promise.resolve(this.me)
  }

  newId(): string {
    return `token${++this.#ids}`
  }

  openSocket(url: string): SocketLike {
    const socket = new FakeSocket(url, this.isReachable)
    this.sockets.push(socket)
    return socket
  }

  upload(url: string, _headers: unknown, file: Blob): Promise<void> {
    this.uploads.push({ url, name: (file as File).name })
    return Promise.resolve()
  }

  async request(path: string, bearer: string, body: unknown): Promise<ParticipantAnswer> {
    if (!this.isReachable) throw new Error('no network')
    const asked = body as Body
    this.requests.push({ path, bearer, body: asked })
    const refusal = this.refusals.get(path)
    if (refusal) return refusal
    if (path !== 'connection' && bearer !== `connection${this.#connections}`) {
      return { ok: false, status: 403, message: 'Access denied' }
    }
    const value = this.#answer(path, asked)
    if (path === 'message' && this.answersLost > 0) {
      this.answersLost--
      throw new Error('the answer got lost')
    }
    return { ok: true, value }
  }

  /** Somebody says something. Cut sockets do not bring it. */
  say(item: Partial<WireItem>): WireItem {
    const said = this.#kept(item)
    this.tell(said)
    return said
  }

  /** Told over the socket, not kept. */
  tell(item: WireItem): void {
    for (const socket of this.sockets) {
      if (socket.isOpen) socket.frame({ topic: 'aws/chat', content: JSON.stringify(item) })
    }
  }

  /** The connection tokens given so far are good no more. */
  expireTokens(): void {
    this.#connections++
  }

  asked(path: string): Body[] {
    return this.requests.filter(each => each.path === path).map(each => each.body)
  }

  #answer(path: string, body: Body): unknown {
    switch (path) {
      case 'connection':
        return this.#connection()
      case 'message':
        return this.#message(body)
      case 'transcript':
        return this.#page(body)
      case 'start-attachment-upload':
        return { AttachmentId: 'a1', UploadMetadata: { Url: '/put', HeadersToInclude: {} } }
      case 'complete-attachment-upload':
        this.say({ ...FROM_ME, Type: 'ATTACHMENT', Attachments: [ATTACHMENT] })
        return {}
      default:
        return { Id: this.newId(), AbsoluteTime: new Date().toISOString() }
    }
  }

  #connection(): unknown {
    const end = new Date(Date.now() + this.expiresInMs).toISOString()
    const ConnectionToken = `connection${++this.#connections}`
    return {
      Websocket: { Url: `ws://127.0.0.1/${ConnectionToken}`, ConnectionExpiry: end },
      ConnectionCredentials: { ConnectionToken, Expiry: end },
    }
  }

  #message({ ClientToken = '', ContentType, Content }: Body): unknown {
    const item =
      this.#byClientToken.get(ClientToken) ??
      this.say({
        ...FROM_ME,
        Type: 'MESSAGE',
        ContentType: String(ContentType),
        Content: String(Content),
      })
    this.#byClientToken.set(ClientToken, item)
    return { Id: item.Id, AbsoluteTime: item.AbsoluteTime }
  }

  #page({ NextToken }: Body): unknown {
    const end = NextToken === undefined ? this.transcript.length : Number(NextToken)
    const start = Math.max(0, end - this.pageSize)
    return {
      Transcript: this.transcript.slice(start, end),
      ...(start > 0 && { NextToken: String(start) }),
    }
  }

  #kept(item: Partial<WireItem>): WireItem {
    const at = new Date(1_000 + this.transcript.length).toISOString()
    const said: WireItem = {
      Id: `line${this.transcript.length + 1}`,
      Type: 'MESSAGE',
      ContentType: CONTENT.plain,
      ParticipantId: 'customer',
      ParticipantRole: 'CUSTOMER',
      AbsoluteTime: at,
      ...item,
    }
    this.transcript.push(said)
    return said
  }
}

interface Body {
  readonly ClientToken?: string
  readonly ContentType?: string
  readonly Content?: string
  readonly NextToken?: string
}

const FROM_ME = { ParticipantId: 'agent', ParticipantRole: 'AGENT', DisplayName: 'Ana' } as const
const ATTACHMENT = {
  AttachmentId: 'a1',
  AttachmentName: 'bill.pdf',
  ContentType: 'application/pdf',
  Status: 'APPROVED',
} as const

class FakeSocket implements SocketLike {
  readonly url: string
  readonly sent: string[] = []
  readyState: SocketLike['readyState'] = 0
  /** Whether heartbeats are answered. */
  isAlive: boolean = true
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null

  constructor(url: string, isReachable: boolean) {
    this.url = url
    queueMicrotask(() => {
      if (!isReachable) return this.cut()
      this.readyState = 1
      this.onopen?.({} as Event)
    })
  }

  get isOpen(): boolean {
    return this.readyState === 1
  }

  send(text: string): void {
    this.sent.push(text)
    const { topic } = JSON.parse(text) as { readonly topic: string }
    if (topic === 'aws/subscribe') {
      this.frame({ topic, content: { status: 'success', topics: ['aws/chat'] } })
    } else if (this.isAlive) this.frame({ topic })
  }

  frame(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent)
  }

  close(): void {
    this.readyState = 3
  }

  cut(): void {
    this.readyState = 3
    this.onclose?.({} as CloseEvent)
  }
}
