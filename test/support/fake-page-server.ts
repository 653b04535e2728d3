// A centre with one agent and one number, only as far as the pages see it: the built pages, their
// JSON, the two streams, and real WebRTC connections behind them. A test says what happens.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type {
  AgentAnswer,
  AgentPageContact,
  AgentPageMessage,
  AgentServerMessage,
  AgentSnapshot,
  PageQuickConnect,
} from '../../src/api/contract/agent-stream.ts'
import type { Overview, Session } from '../../src/api/contract/page-http.ts'
import type { PhonePageMessage, PhoneServerMessage } from '../../src/api/contract/phone-stream.ts'
import type { PageSocket } from '../../src/api/stream/page-socket.ts'
import { writeWav } from '../../src/audio/wav.ts'
import { mediaAddresses } from '../../src/io/webrtc/media-addresses.ts'
import { openWebRtc, type WebRtcConnection } from '../../src/io/webrtc/open-webrtc.ts'
import { createHttpServer, json, problem, type Route } from '../../src/server/http-server.ts'
import { staticPages } from '../../src/server/static-pages.ts'
import { webFolder } from '../../src/server/web-folder.ts'

export const PASSWORD = 'correct horse'

const SESSION: Session = {
  userId: 'u1',
  username: 'agent1',
  name: 'Ana Agent',
  securityProfiles: ['Agent'],
  instanceId: 'i1',
  instanceArn: 'arn:aws:connect:local:000000000000:instance/i1',
  permissions: ['AccessMetrics.View'],
}
const AVAILABLE = { statusId: 's1', name: 'Available', type: 'ROUTABLE' } as const
const LUNCH = { statusId: 's2', name: 'Lunch', type: 'CUSTOM' } as const
const OFFLINE = { statusId: 's3', name: 'Offline', type: 'OFFLINE' } as const
const STATUSES = [AVAILABLE, LUNCH, OFFLINE]
const MEDIA_PORTS = { min: 20_000, max: 20_999 }

type AgentSocket = PageSocket<AgentServerMessage>
type PhoneSocket = PageSocket<PhoneServerMessage>

export async function startFakePageServer(): Promise<FakePageServer> {
  const fake = new FakePageServer()
  await fake.listen()
  return fake
}

export class FakePageServer {
  /** Everything the agent's pages asked for, but the media. */
  readonly asked: AgentPageMessage[] = []
  readonly phoneSaid: PhonePageMessage[] = []
  /** RTP packets that came from the agent's page. */
  packets = 0
  overview: Overview = emptyOverview()
  /** Refuse new sockets, as a server that is starting does. */
  away: boolean = false
  autoAccept = false
  quickConnects: readonly PageQuickConnect[] = []
  /** Whom the agent may call. */
  countries: readonly string[] = []
  readonly #agents = new Map<AgentSocket, () => void>()
  readonly #connections = new Set<WebRtcConnection>()
  #phone: PhoneSocket | undefined
  #mediaOwner: AgentSocket | undefined
  #connection = 0
  #status: AgentSnapshot['status'] = { ...OFFLINE, since: Date.now() }
  #nextStatusId: string | undefined
  #contact: AgentPageContact | undefined
  readonly #sockets = new Set<{ destroy(): void }>()
  readonly #server = createHttpServer({
    routes: [staticPages(webFolder(), () => []), this.#json()],
    mayOpen: request => {
      if (this.away) return { status: 503, sentence: 'Service Unavailable' }
      const isPhone = request.url === '/api/phone/stream'
      return isPhone || isSignedIn(request.headers.cookie) || UNAUTHORIZED
    },
    openStream: (request, path, socket) => {
      const close = () => request.socket.destroy()
      return path === '/api/phone/stream' ? this.#openPhone(socket) : this.#openAgent(socket, close)
    },
    failed: error => {
      throw error
    },
  })

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async listen(): Promise<void> {
    this.#server.on('connection', socket => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    for (const connection of this.#connections) connection.close()
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** Offers the agent a call. */
  ring(contact: Partial<AgentPageContact> = {}): void {
    const now = Date.now()
    this.#show({
      contactId: `c-${now}`,
      channel: 'VOICE',
      state: 'CONNECTING',
      since: now,
      until: now + 20_000,
      muted: false,
      queue: 'BasicQueue',
      customerAddress: '+15550123',
      attributes: { Language: 'English', Topic: 'Billing' },
      ...contact,
    })
  }

  /** Nobody answered, the customer hung up, and the like. */
  change(state: AgentPageContact['state'], more: Partial<AgentPageContact> = {}): void {
    if (!this.#contact) return
    const { until: _, ...contact } = this.#contact
    this.#show({ ...contact, state, since: Date.now(), ...more })
  }

  /** Cuts the agents' sockets as a lost network does, without a word. */
  cutSockets(): void {
    for (const cut of this.#agents.values()) cut()
  }

  tellPhone(message: PhoneServerMessage): void {
    this.#phone?.send(message)
  }

  #json(): Route {
    return async (request, response) => {
      const { method, path, incoming } = request
      const signedIn = isSignedIn(incoming.headers.cookie)
      if (path === '/api/login') {
        const { password } = JSON.parse(String(await request.body())) as { password?: string }
        if (password !== PASSWORD) return problem(response, 401, 'Wrong.')
        response.setHeader('set-cookie', 'session=1; HttpOnly; Path=/')
        return json(response, 200, SESSION)
      }
      if (path === '/api/logout') {
        response.setHeader('set-cookie', 'session=; Max-Age=0; Path=/')
        return json(response, 200, {})
      }
      if (!signedIn || method !== 'GET') return problem(response, 401, 'Sign in first.')
      if (path === '/api/session') return json(response, 200, SESSION)
      if (path === '/api/overview') return json(response, 200, this.overview)
      if (!path.endsWith('/recording')) return false
      response.writeHead(200, { 'content-type': 'audio/wav' })
      response.end(writeWav({ rate: 8000, channels: 2, samples: new Int16Array(32_000) }))
      return true
    }
  }

  #openAgent(socket: AgentSocket, cut: () => void) {
    this.#agents.set(socket, cut)
    socket.send({ type: 'snapshot', snapshot: this.#snapshot() })
    return {
      hear: (message: unknown) => void this.#hear(socket, message as AgentPageMessage),
      closed: () => {
        this.#agents.delete(socket)
      },
    }
  }

  async #hear(socket: AgentSocket, message: AgentPageMessage): Promise<void> {
    if (message.method === 'media.offer') return this.#offer(socket, message.id, message.sdp)
    if (message.method === 'media.resume' && message.connection === String(this.#connection)) {
      this.#mediaOwner = socket
    } else if (message.method !== 'outbound' && message.method !== 'ping') this.asked.push(message)
    socket.send({ type: 'answer', id: message.id, ...this.#resultOf(message) })
    this.#obey(message)
  }

  #resultOf({ method }: AgentPageMessage): { result?: AgentAnswer } {
    const { quickConnects, countries } = this
    if (method === 'quickConnects') return { result: { quickConnects } }
    return method === 'outbound' ? { result: { countries } } : {}
  }

  /** Does what the agent asks, as a centre would whose world is quick. */
  #obey(message: AgentPageMessage): void {
    switch (message.method) {
      case 'setStatus':
        return this.#setStatus(message.statusId)
      case 'dial':
        return this.ring({ initiationMethod: 'OUTBOUND', customerAddress: message.number })
      case 'accept':
        return this.change('CONNECTED', { connectedAt: Date.now() })
      case 'hold':
        return this.change('CONNECTED_ONHOLD')
      case 'resume':
        return this.change('CONNECTED')
      case 'mute':
        return this.#show(this.#contact && { ...this.#contact, muted: message.muted })
      case 'hangUp':
        // Nothing is left to be done after listening to others.
        return this.#contact?.monitoring ? this.#show(undefined) : this.change('ENDED')
      case 'monitor': {
        const { monitoring } = this.#contact ?? {}
        if (!this.#contact || !monitoring) return
        const mode = message.barges ? 'BARGE' : message.whispers ? 'WHISPER' : 'SILENT_MONITOR'
        return this.#show({ ...this.#contact, monitoring: { ...monitoring, mode } })
      }
      case 'reject':
        return this.change('REJECTED')
      case 'clear':
        return this.#show(undefined)
      default:
        return
    }
  }

  #setStatus(statusId: string): void {
    if (this.#contact) this.#nextStatusId = statusId
    else {
      const status = STATUSES.find(each => each.statusId === statusId) ?? OFFLINE
      this.#status = { ...status, since: Date.now() }
    }
    this.#show(this.#contact)
  }

  async #offer(socket: AgentSocket, id: number, sdp: string): Promise<void> {
    const { connection, connected } = await this.#openMedia(sdp, () => {
      this.packets++
    })
    const name = String(++this.#connection)
    socket.send({ type: 'answer', id, result: { sdp: connection.answer, connection: name } })
    await connected
    const former = this.#mediaOwner
    this.#mediaOwner = socket
    if (former && former !== socket) former.send({ type: 'superseded' })
    socket.send({ type: 'media', state: 'connected' })
    this.#show(this.#contact)
  }

  #openPhone(socket: PhoneSocket) {
    this.#phone = socket
    return {
      hear: (message: unknown) => void this.#hearPhone(message as PhonePageMessage),
      closed: () => undefined,
    }
  }

  async #hearPhone(message: PhonePageMessage): Promise<void> {
    this.phoneSaid.push(message)
    if (message.type === 'resume') this.tellPhone({ type: 'connected' })
    if (message.type !== 'call') return
    const { connection, connected } = await this.#openMedia(message.sdp, () => undefined)
    this.tellPhone({ type: 'answer', sdp: connection.answer, call: 'call-1' })
    await connected
    this.tellPhone({ type: 'ringing' })
  }

  async #openMedia(offer: string, onPacket: () => void) {
    let nowConnected = () => {}
    const connected = new Promise<void>(resolve => {
      nowConnected = resolve
    })
    const addresses = mediaAddresses({ bind: '127.0.0.1' })
    const connection = await openWebRtc(
      { offer, addresses, ports: MEDIA_PORTS },
      { onPacket, onState: state => state === 'connected' && nowConnected() },
    )
    this.#connections.add(connection)
    return { connection, connected }
  }

  #show(contact: AgentPageContact | undefined): void {
    this.#contact = contact
    for (const socket of this.#agents.keys()) {
      socket.send({ type: 'snapshot', snapshot: this.#snapshot() })
    }
  }

  #snapshot(): AgentSnapshot {
    return {
      now: Date.now(),
      agentId: 'u1',
      username: SESSION.username,
      name: SESSION.name,
      routingProfile: 'Basic Routing Profile',
      autoAccept: this.autoAccept,
      phoneType: 'SOFT_PHONE',
      reachable: this.#mediaOwner !== undefined,
      status: this.#status,
      ...(this.#nextStatusId === undefined ? {} : { nextStatusId: this.#nextStatusId }),
      statuses: STATUSES,
      contacts: this.#contact ? [this.#contact] : [],
    }
  }
}

const UNAUTHORIZED = { status: 401, sentence: 'Unauthorized' }

function isSignedIn(cookie: string | undefined): boolean {
  return cookie?.includes('session=1') ?? false
}

function emptyOverview(): Overview {
  return {
    now: Date.now(),
    instance: {
      id: 'i1',
      alias: 'demo',
      arn: 'arn:aws:connect:us-east-1:000000000000:instance/i1',
    },
    numbers: [{ number: '+15550100', flow: 'Sample inbound flow' }],
    queues: [{ id: 'q1', name: 'BasicQueue', waiting: 0, agentsAvailable: 0 }],
    agents: [{ username: 'agent1', status: 'Offline', since: Date.now(), contacts: [] }],
    recentContacts: [],
  }
}
