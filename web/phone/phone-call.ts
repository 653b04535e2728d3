// One page's calls to the centre: the WebSocket while there is a call, and its media.
import type { PhonePageMessage, PhoneServerMessage } from '../../src/api/contract/phone-stream.ts'
import { SoftphonePageMedia } from '../kit/page-media.ts'
import { ReconnectingSocket } from '../kit/reconnecting-socket.ts'
import { MicrophoneError } from '../kit/softphone-media.ts'
import { webSocketUrl } from '../kit/web-socket-url.ts'
import { type PhoneEvent, type PhoneState, reducePhoneState } from './phone-state.ts'

const ANSWER_TIMEOUT_MS = 10_000
/** When a call ends, its sound may go before the server's word arrives. */
const END_GRACE_MS = 1_500

export class PhoneCall {
  readonly #listeners = new Set<() => void>()
  #state: PhoneState = { name: 'idle' }
  #socket: ReconnectingSocket | undefined
  #media: SoftphonePageMedia | undefined
  /** The call's name at the server, for `resume`. */
  #call: string | undefined
  #playBlocked = false
  #onAnswer: ((sdp: string) => void) | undefined

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): PhoneState => this.#state

  readonly isPlayBlocked = (): boolean => this.#playBlocked

  readonly level = (): number => this.#media?.level() ?? 0

  async start(to: string): Promise<void> {
    this.#free()
    this.#apply({ type: 'call', to })
    const media = this.#makeMedia(to)
    this.#media = media
    const isStale = () => this.#media !== media
    try {
      await media.setMicrophone(true)
      await media.open()
    } catch (error) {
      if (isStale()) return
      if (error instanceof MicrophoneError) {
        this.#apply({ type: 'microphoneMissing', problem: error.problem })
      } else {
        this.#apply({ type: 'ended', reason: 'failed' })
      }
    }
  }

  /** In the call's own audio, as a telephone does; by the socket when that cannot be. */
  digit(digit: string): void {
    if (!this.#media?.sendDigit(digit)) this.#say({ type: 'digit', digit })
  }

  hangUp(): void {
    this.#say({ type: 'hangUp' })
    this.#apply({ type: 'ended' })
  }

  async allowSound(): Promise<void> {
    try {
      await this.#media?.allowSound()
      this.#setPlayBlocked(false)
    } catch {
      this.#setPlayBlocked(true) // the browser wants another click
    }
  }

  networkReturned(): void {
    this.#socket?.retryNow()
  }

  #makeMedia(to: string): SoftphonePageMedia {
    const media: SoftphonePageMedia = new SoftphonePageMedia({
      negotiate: sdp => {
        this.#apply({ type: 'microphoneReady' })
        return this.#negotiate({ type: 'call', to, sdp })
      },
      onState: state => {
        if (state === 'lost') setTimeout(() => this.#mediaLost(media), END_GRACE_MS)
      },
      onPlayBlocked: () => this.#setPlayBlocked(true),
    })
    return media
  }

  #mediaLost(media: SoftphonePageMedia): void {
    if (this.#media !== media) return
    this.#say({ type: 'hangUp' })
    this.#apply({ type: 'ended', reason: 'mediaTimeout' })
  }

  #negotiate(offer: PhonePageMessage): Promise<string> {
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error('no answer')), ANSWER_TIMEOUT_MS)
      this.#onAnswer = sdp => {
        clearTimeout(tooLate)
        resolve(sdp)
      }
      this.#socket = new ReconnectingSocket(
        () => new WebSocket(webSocketUrl('/api/phone/stream')),
        {
          onOpen: () => this.#opened(offer),
          onMessage: text => this.#heard(JSON.parse(text) as PhoneServerMessage),
          onLost: () => this.#apply({ type: 'link', lost: true }),
          mayRetry: async () => this.#isGoing(),
        },
      )
    })
  }

  #opened(offer: PhonePageMessage): void {
    this.#apply({ type: 'link', lost: false })
    this.#say(this.#call === undefined ? offer : { type: 'resume', call: this.#call })
  }

  #heard(message: PhoneServerMessage): void {
    if (message.type === 'answer') {
      this.#call = message.call
      this.#onAnswer?.(message.sdp)
    }
    this.#apply({ type: 'heard', message })
  }

  #say(message: PhonePageMessage): void {
    this.#socket?.send(JSON.stringify(message))
  }

  #isGoing(): boolean {
    return this.#state.name !== 'idle' && this.#state.name !== 'ended'
  }

  #apply(event: PhoneEvent): void {
    this.#state = reducePhoneState(this.#state, event, Date.now())
    if (!this.#isGoing()) this.#free()
    this.#tell()
  }

  #setPlayBlocked(blocked: boolean): void {
    this.#playBlocked = blocked
    this.#tell()
  }

  #free(): void {
    this.#media?.close()
    this.#media = undefined
    this.#socket?.close()
    this.#socket = undefined
    this.#call = undefined
    this.#playBlocked = false
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
