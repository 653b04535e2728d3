import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type {
  AgentPageContact,
  AgentPageMessage,
  AgentServerMessage,
  AgentSnapshot,
} from '../../src/api/contract/agent-stream.ts'
import { AgentLink } from './agent-link.ts'
import type { PageMedia, PageMediaEvents } from './page-media.ts'
import type { SocketLike } from './reconnecting-socket.ts'
import { MicrophoneError } from './softphone-media.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('audio is connected as soon as the agent is known, before any call', async () => {
  const { link, server } = await connected()
  expect(link.getState().audio.name).toBe('connected')
  expect(server.methods()).toEqual(['media.offer'])
})

test('the microphone is switched on with the call and off when it ends', async () => {
  const { server, media } = await connected()
  await server.say(shows(call({ state: 'CONNECTING' })))
  expect(media.last.microphone).toBe(false)
  await server.say(shows(call({ state: 'CONNECTED' })))
  expect(media.last.microphone).toBe(true)
  await server.say(shows(call({ state: 'ENDED' })))
  expect(media.last.microphone).toBe(false)
})

test('a lost socket comes back by itself and the audio goes on untouched', async () => {
  const { link, server, media } = await connected()
  server.cut()
  expect(link.getState().link).toBe('lost')
  await vi.advanceTimersByTimeAsync(500)
  await server.accept()
  expect(link.getState().link).toBe('open')
  expect(server.methods().at(-1)).toBe('media.resume')
  expect(media.all).toHaveLength(1)
})

test('lost audio is set up again', async () => {
  const { link, server, media } = await connected()
  media.last.events.onState('lost')
  expect(link.getState().audio.name).toBe('lost')
  await vi.advanceTimersByTimeAsync(500)
  await server.answerOffer()
  media.last.events.onState('connected')
  expect(link.getState().audio.name).toBe('connected')
  expect(media.all).toHaveLength(2)
  expect(media.all[0]?.closed).toBe(true)
})

test('a refused microphone is told to the server and waits for the user', async () => {
  const world = fakeWorld()
  world.media.refuseWith = new MicrophoneError('denied')
  await world.server.accept()
  await world.server.say(shows())
  expect(world.link.getState().audio).toEqual({ name: 'problem', problem: 'denied' })
  expect(world.server.methods()).toEqual(['media.close'])

  world.media.refuseWith = undefined
  world.link.connectAudio()
  await world.server.answerOffer()
  expect(world.server.methods()).toEqual(['media.close', 'media.offer'])
})

test('when another page takes the calls, this one lets go and can take them back', async () => {
  const { link, server, media } = await connected()
  await server.say({ type: 'superseded' })
  expect(link.getState().audio.name).toBe('superseded')
  expect(media.last.closed).toBe(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(media.all).toHaveLength(1)

  link.connectAudio()
  await server.answerOffer()
  expect(media.all).toHaveLength(2)
})

test('a server that does not answer a command is left for a new connection', async () => {
  const { link, server } = await connected()
  await server.say(shows(call({ state: 'CONNECTED' })))
  link.contact('hangUp', 'c1')
  await vi.advanceTimersByTimeAsync(8_000)
  expect(link.getState().notice).toBe('The server took too long to answer. Try again.')
  expect(link.getState().link).toBe('lost')
})

test('an agent who accepts automatically accepts each call once', async () => {
  const { server } = await connected()
  const snapshot = { ...base, autoAccept: true, contacts: [call({ state: 'CONNECTING' })] }
  await server.say({ type: 'snapshot', snapshot })
  await server.say({ type: 'snapshot', snapshot })
  expect(server.methods().filter(each => each === 'accept')).toHaveLength(1)
})

test('another microphone in the middle of a call leaves the call as it is', async () => {
  const { link, server, media } = await connected()
  await server.say(shows(call({ state: 'CONNECTED' })))
  link.changeDevices()
  await settled()
  expect(link.getState().audio.name).toBe('connected')
  media.last.withoutMicrophone = new MicrophoneError('inUse')
  link.changeDevices()
  await settled()
  expect(link.getState().audio).toEqual({ name: 'problem', problem: 'inUse' })
})

test('a page learns whom the agent may call, and how soon the centre answers, without a word on screen', async () => {
  const { link, server } = await connected()
  const countries = link.callableCountries()
  const id = server.heard.at(-1)?.id ?? 0
  await server.say({ type: 'answer', id, result: { countries: ['US'] } })
  expect(await countries).toEqual(['US'])
  const refused = link.callableCountries()
  await server.say({ type: 'refused', id: id + 1, code: 'AccessDenied', message: 'No.' })
  expect(await refused).toBeUndefined()
  expect(link.getState().notice).toBeUndefined()
})

test('a session that is over is not tried again', async () => {
  const { server, world } = await connected()
  world.signedIn = false
  server.cut()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.sockets).toHaveLength(1)
})

async function connected() {
  const world = fakeWorld()
  await world.server.accept()
  await world.server.say(shows())
  await world.server.answerOffer()
  world.media.last.events.onState('connected')
  return world
}

function fakeWorld() {
  const server = new FakeServer()
  const media = new FakeMediaMaker()
  const world = { signedIn: true }
  const link = new AgentLink({
    openSocket: () => server.open(),
    makeMedia: events => media.make(events),
    now: () => Date.now(),
    isSignedIn: () => Promise.resolve(world.signedIn),
  })
  return { link, server, media, world }
}

class FakeServer {
  readonly sockets: SocketLike[] = []
  readonly heard: AgentPageMessage[] = []

  open(): SocketLike {
    const socket: SocketLike = {
      readyState: 0,
      onopen: null,
      onmessage: null,
      onclose: null,
      close: () => undefined,
      send: text => {
        this.heard.push(JSON.parse(String(text)) as AgentPageMessage)
      },
    }
    this.sockets.push(socket)
    return socket
  }

  async accept(): Promise<void> {
    Object.assign(this.#last, { readyState: 1 })
    this.#last.onopen?.({} as Event)
    await settled()
  }

  async say(message: AgentServerMessage): Promise<void> {
    this.#last.onmessage?.({ data: JSON.stringify(message) } as MessageEvent)
    await settled()
  }

  async answerOffer(): Promise<void> {
    await settled()
    const offer = this.heard.findLast(each => each.method === 'media.offer')
    if (!offer) throw new Error('no offer came')
    await this.say({ type: 'answer', id: offer.id, result: { sdp: 'answer', connection: 'm1' } })
  }

  cut(): void {
    this.#last.onclose?.({} as CloseEvent)
  }

  methods(): string[] {
    return this.heard.map(each => each.method)
  }

  get #last(): SocketLike {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('no socket was opened')
    return socket
  }
}

class FakeMediaMaker {
  readonly all: FakeMedia[] = []
  refuseWith: Error | undefined

  make(events: PageMediaEvents): PageMedia {
    const media = new FakeMedia(events, this.refuseWith)
    this.all.push(media)
    return media
  }

  get last(): FakeMedia {
    const media = this.all.at(-1)
    if (!media) throw new Error('no media was made')
    return media
  }
}

class FakeMedia implements PageMedia {
  microphone = false
  closed = false
  withoutMicrophone: Error | undefined
  readonly events: PageMediaEvents
  readonly #refusal: Error | undefined

  constructor(events: PageMediaEvents, refusal: Error | undefined) {
    this.events = events
    this.#refusal = refusal
  }

  async open(): Promise<void> {
    if (this.#refusal) throw this.#refusal
    await this.events.negotiate('offer')
  }

  setMicrophone(on: boolean): Promise<void> {
    this.microphone = on
    return Promise.resolve()
  }

  sendDigit(): boolean {
    return true
  }

  changeDevices(): Promise<void> {
    return this.withoutMicrophone ? Promise.reject(this.withoutMicrophone) : Promise.resolve()
  }

  counts(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  level(): number {
    return 0
  }

  allowSound(): Promise<void> {
    return Promise.resolve()
  }

  close(): void {
    this.closed = true
  }
}

const base: AgentSnapshot = {
  now: 0,
  agentId: 'u1',
  username: 'agent1',
  name: 'Ana Agent',
  routingProfile: 'Basic Routing Profile',
  autoAccept: false,
  phoneType: 'SOFT_PHONE',
  reachable: true,
  status: { statusId: 's1', name: 'Available', type: 'ROUTABLE', since: 0 },
  statuses: [],
  contacts: [],
}

function shows(...contacts: AgentPageContact[]): AgentServerMessage {
  return { type: 'snapshot', snapshot: { ...base, contacts } }
}

function call(more: Partial<AgentPageContact>): AgentPageContact {
  return {
    contactId: 'c1',
    channel: 'VOICE',
    state: 'CONNECTING',
    since: 0,
    muted: false,
    attributes: {},
    ...more,
  }
}

/** Lets what was promised happen. */
async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}
