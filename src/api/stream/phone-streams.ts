// Browser phones: pages that call a number of the centre as a customer. The call lives in the voice
// node; here is only the thread between it and its page.
import type { PhonePageMessage, PhoneServerMessage } from '../contract/phone-stream.ts'
import type { PageSocket } from './page-socket.ts'

const SDP_MAX = 20_000
const NUMBER_MAX = 64
/** Pages open at once; each may hold one call. */
const PAGES_MAX = 1000

type PhoneSignal =
  | {
      readonly type: 'phone.call'
      readonly pageId: string
      readonly to: string
      readonly sdp: string
    }
  | { readonly type: 'phone.digit'; readonly call: string; readonly digit: string }
  | { readonly type: 'phone.hangUp'; readonly call: string }
  | { readonly type: 'phone.resume'; readonly pageId: string; readonly call: string }

export interface PhoneStreamsWorld {
  newId(): string
  /** Hands a signal to the voice node; false when there is none. */
  signal(signal: PhoneSignal): boolean
}

type Socket = PageSocket<PhoneServerMessage>

interface Page {
  readonly pageId: string
  readonly socket: Socket
  call?: string
  /** `leaving`: hung up before the call had a name; it is ended as soon as it has one. */
  state: 'idle' | 'calling' | 'leaving'
}

export class PhoneStreams {
  readonly #world: PhoneStreamsWorld
  readonly #pages = new Map<string, Page>()

  constructor(world: PhoneStreamsWorld) {
    this.#world = world
  }

  open(socket: Socket): { hear(message: unknown): void; closed(): void } {
    const page: Page = { pageId: this.#world.newId(), socket, state: 'idle' }
    if (this.#pages.size >= PAGES_MAX) socket.close(1013, 'Too many browser phones are open.')
    else this.#pages.set(page.pageId, page)
    return {
      hear: message => this.#hear(page, message),
      closed: () => this.#pages.delete(page.pageId),
    }
  }

  answered(pageId: string, call: string, sdp: string): void {
    const page = this.#pages.get(pageId)
    if (page?.state !== 'calling') {
      if (page) page.state = 'idle'
      this.#world.signal({ type: 'phone.hangUp', call })
      return
    }
    page.call = call
    page.socket.send({ type: 'answer', sdp, call })
  }

  changed(
    pageId: string,
    state: 'ringing' | 'connected' | 'ended' | 'refused',
    reason = 'The call has ended.',
  ): void {
    const page = this.#pages.get(pageId)
    if (!page) return
    if (state === 'ended' || state === 'refused') {
      page.state = 'idle'
      delete page.call
    }
    if (state === 'ended') page.socket.send({ type: 'ended', reason })
    else if (state === 'refused') page.socket.send({ type: 'refused', message: reason })
    else page.socket.send({ type: state })
  }

  #hear(page: Page, message: unknown): void {
    const asked = readMessage(message)
    if (!asked) return page.socket.close(1003, 'This is not a message of the phone stream.')
    if (!this.#pass(page, asked)) {
      page.state = 'idle'
      page.socket.send({
        type: 'refused',
        message: 'The voice service is not there at the moment.',
      })
    }
  }

  #pass(page: Page, asked: PhonePageMessage): boolean {
    const { pageId, call } = page
    switch (asked.type) {
      case 'call':
        if (page.state !== 'idle') return true
        page.state = 'calling'
        return this.#world.signal({ type: 'phone.call', pageId, to: asked.to, sdp: asked.sdp })
      case 'resume':
        page.state = 'calling'
        page.call = asked.call
        return this.#world.signal({ type: 'phone.resume', pageId, call: asked.call })
      case 'digit':
        if (call === undefined) return true
        return this.#world.signal({ type: 'phone.digit', call, digit: asked.digit })
      case 'hangUp':
        if (call === undefined) {
          if (page.state === 'calling') page.state = 'leaving'
          return true
        }
        page.state = 'idle'
        delete page.call
        return this.#world.signal({ type: 'phone.hangUp', call })
      default:
        return true
    }
  }
}

/** What a page said, if it makes sense. */
function readMessage(message: unknown): PhonePageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { type, to, sdp, digit, call } = message as Record<string, unknown>
  const sound =
    (type === 'call' && isText(to, NUMBER_MAX) && isText(sdp, SDP_MAX)) ||
    (type === 'digit' && typeof digit === 'string' && /^[0-9A-D*#]$/.test(digit)) ||
    type === 'hangUp' ||
    (type === 'resume' && isText(call, NUMBER_MAX))
  return sound ? (message as PhonePageMessage) : undefined
}

function isText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value.length <= lengthMax
}
