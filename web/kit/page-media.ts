// A page's media connection to the centre: the microphone, the negotiation over the page's socket,
// and the end of it all as one state.
import { soundDevices } from './preferences.ts'
import { SoftphoneMedia } from './softphone-media.ts'
import type { MediaCounts } from './sound/media-counts.ts'

export interface PageMediaEvents {
  /** Brings the SDP offer to the centre and its answer back; rejects when there is none. */
  negotiate(offer: string): Promise<string>
  /** `lost`: over, whether it ever was connected or not. */
  onState(state: 'connected' | 'lost'): void
  /** The browser plays no sound before a click. */
  onPlayBlocked(): void
}

export interface PageMedia {
  /** Rejects with `MicrophoneError`, or when the negotiation fails. */
  open(): Promise<void>
  setMicrophone(on: boolean): Promise<void>
  /** False when that is impossible now. */
  sendDigit(digit: string): boolean
  level(): number
  /** Takes the devices that the user has chosen meanwhile. Rejects with `MicrophoneError`. */
  changeDevices(): Promise<void>
  /** What has come and gone; undefined without a connection. */
  counts(): Promise<MediaCounts | undefined>
  /** Rejects while the browser does not let the page play sound: call it from a click. */
  allowSound(): Promise<void>
  close(): void
}

export class SoftphonePageMedia implements PageMedia {
  readonly #events: PageMediaEvents
  #media: SoftphoneMedia | undefined
  #microphoneOn = false
  #closed: boolean = false

  constructor(events: PageMediaEvents) {
    this.#events = events
  }

  async open(): Promise<void> {
    const media = await SoftphoneMedia.open(
      {
        onState: state => this.#events.onState(state === 'connected' ? 'connected' : 'lost'),
        onPlayBlocked: () => this.#events.onPlayBlocked(),
      },
      { devices: soundDevices() },
    )
    if (this.#closed) return media.close()
    this.#media = media
    await media.setMicrophone(this.#microphoneOn)
    const answer = await this.#events.negotiate(await media.makeOffer())
    if (!this.#closed) await media.acceptAnswer(answer)
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#microphoneOn = on
    await this.#media?.setMicrophone(on)
  }

  sendDigit(digit: string): boolean {
    return this.#media?.sendDigit(digit) ?? false
  }

  level(): number {
    return this.#media?.level() ?? 0
  }

  async changeDevices(): Promise<void> {
    await this.#media?.changeDevices(soundDevices())
  }

  async counts(): Promise<MediaCounts | undefined> {
    return this.#media?.counts()
  }

  async allowSound(): Promise<void> {
    await this.#media?.resumePlayback()
  }

  close(): void {
    this.#closed = true
    this.#media?.close()
  }
}
