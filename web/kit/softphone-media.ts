// The sound of a page that telephones: the microphone, the loudspeaker, and one WebRTC connection to
// the centre that may stand between calls, so that a call's audio needs no negotiation. Who talks to
// the centre about it, and when to try again, is the page's affair.
import type { MicrophoneProblem } from './microphone-problem.ts'
import type { SoundDevices } from './preferences.ts'
import { type MediaCounts, mediaCounts } from './sound/media-counts.ts'

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem

  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(`no microphone: ${problem}`, { cause })
    this.name = 'MicrophoneError'
    this.problem = problem
  }
}

export interface SoftphoneMediaEvents {
  /**
   * `failed`: never connected. `lost`: was connected, and will not come back by itself (the network
   * changed, the centre or the microphone went away). Both are final: close and open anew.
   */
  onState(state: 'connected' | 'failed' | 'lost'): void
  /** The browser plays no sound before a click: call `resumePlayback` from one. */
  onPlayBlocked?(): void
}

export interface SoftphoneMediaOptions {
  /** Instead of echo cancellation, noise suppression and gain control on the default device. */
  readonly microphone?: MediaTrackConstraints
  readonly audio?: HTMLAudioElement
  readonly devices?: SoundDevices
}

const connectMsMax = 10_000
/** Browsers call a path disconnected after a few lost checks; most come back by themselves. */
const recoveryMs = 2000
const digitMs = 100
const digitGapMs = 70

export class SoftphoneMedia {
  readonly #events: SoftphoneMediaEvents
  readonly #audio: HTMLAudioElement
  readonly #connection = new RTCPeerConnection()
  readonly #sender: RTCRtpSender
  #constraints: MediaTrackConstraints
  #stream: MediaStream
  #microphoneOn = false
  #state: 'connecting' | 'connected' | 'over' = 'connecting'
  #meter: Meter | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #onOnline = () => this.#end()

  /** Asks for the microphone; rejects with `MicrophoneError`. */
  static async open(
    events: SoftphoneMediaEvents,
    options: SoftphoneMediaOptions = {},
  ): Promise<SoftphoneMedia> {
    const { devices = {} } = options
    const constraints = options.microphone ?? forSpeech(devices.microphone)
    const stream = await openMicrophone(constraints)
    const audio = options.audio ?? new Audio()
    await playOn(audio, devices.loudspeaker)
    return new SoftphoneMedia(events, stream, constraints, audio)
  }

  private constructor(
    events: SoftphoneMediaEvents,
    stream: MediaStream,
    constraints: MediaTrackConstraints,
    audio: HTMLAudioElement,
  ) {
    this.#events = events
    this.#audio = audio
    this.#constraints = constraints
    this.#stream = stream
    this.#watch(stream)
    const transceiver = this.#connection.addTransceiver('audio', { direction: 'sendrecv' })
    preferG711(transceiver)
    this.#sender = transceiver.sender
    this.#connection.addEventListener('track', ({ track }) => this.#play(track))
    this.#connection.addEventListener('connectionstatechange', () => this.#changed())
    window.addEventListener('online', this.#onOnline)
  }

  /**
   * The SDP offer, with one audio section. It does not wait for our candidates: the centre is ICE
   * lite and learns from our checks where we are.
   */
  async makeOffer(): Promise<string> {
    await this.#connection.setLocalDescription()
    return this.#connection.localDescription?.sdp ?? ''
  }

  /** The centre's answer; `onState` follows. */
  async acceptAnswer(sdp: string): Promise<void> {
    this.#timer = setTimeout(() => this.#end(), connectMsMax)
    await this.#connection.setRemoteDescription({ type: 'answer', sdp })
    // When the centre says good-bye, only DTLS hears it.
    const { transport } = this.#sender
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed') this.#end()
    })
  }

  /** Whether the centre hears us. Off, nothing at all is sent; on needs no negotiation. */
  async setMicrophone(on: boolean): Promise<void> {
    this.#microphoneOn = on
    await this.#sender.replaceTrack(on ? this.#track : null)
  }

  /** Other devices from now on, also in the middle of a call. Rejects with `MicrophoneError`, and nothing changes. */
  async changeDevices({ microphone, loudspeaker }: SoundDevices): Promise<void> {
    const constraints = forSpeech(microphone)
    await this.#takeMicrophone(constraints)
    this.#constraints = constraints
    await playOn(this.#audio, loudspeaker)
  }

  /** What has come and gone since the beginning. */
  async counts(): Promise<MediaCounts> {
    return mediaCounts(await this.#connection.getStats())
  }

  /** Sends a digit (0–9, *, #, A–D) as a telephone event; false when that is impossible now. */
  sendDigit(digit: string): boolean {
    const { dtmf } = this.#sender
    if (!dtmf?.canInsertDTMF) return false
    dtmf.insertDTMF(dtmf.toneBuffer + digit, digitMs, digitGapMs)
    return true
  }

  /** How loud we are, 0 to 1: shows that the microphone works. */
  level(): number {
    this.#meter ??= new Meter(this.#stream)
    return this.#meter.level()
  }

  /** From a click, after `onPlayBlocked`. Rejects when the browser still refuses. */
  async resumePlayback(): Promise<void> {
    await this.#audio.play()
  }

  /** Frees the microphone and the connection. No event follows. */
  close(): void {
    this.#state = 'over'
    clearTimeout(this.#timer)
    window.removeEventListener('online', this.#onOnline)
    this.#connection.close()
    this.#meter?.close()
    this.#meter = undefined
    stopAll(this.#stream)
    this.#audio.srcObject = null
  }

  get #track(): MediaStreamTrack | null {
    return this.#stream.getAudioTracks()[0] ?? null
  }

  #watch(stream: MediaStream): void {
    stream.getAudioTracks()[0]?.addEventListener('ended', () => void this.#replaceMicrophone())
  }

  /** Unplugged, or taken away in the browser's settings: go on with whatever is the default now. */
  async #replaceMicrophone(): Promise<void> {
    if (this.#isOver()) return
    try {
      await this.#takeMicrophone(this.#constraints)
    } catch {
      // There is none. Opening anew will say why.
      this.#end()
    }
  }

  async #takeMicrophone(constraints: MediaTrackConstraints): Promise<void> {
    const stream = await openMicrophone(constraints)
    if (this.#isOver()) return stopAll(stream)
    const before = this.#stream
    this.#meter?.close()
    this.#meter = undefined
    this.#stream = stream
    this.#watch(stream)
    await this.setMicrophone(this.#microphoneOn)
    // By us: no `ended` follows, and nobody looks for another.
    stopAll(before)
  }

  #isOver(): boolean {
    return this.#state === 'over'
  }

  #play(track: MediaStreamTrack): void {
    this.#audio.srcObject = new MediaStream([track])
    this.#audio.play().catch((error: unknown) => {
      // Other rejections only say that a newer stream has taken the place of this one.
      const isBlocked = error instanceof DOMException && error.name === 'NotAllowedError'
      if (isBlocked && !this.#isOver()) this.#events.onPlayBlocked?.()
    })
  }

  #changed(): void {
    const { connectionState } = this.#connection
    if (connectionState === 'failed') this.#end()
    if (connectionState === 'disconnected') {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#end(), recoveryMs)
    }
    if (connectionState !== 'connected') return
    clearTimeout(this.#timer)
    if (this.#state !== 'connecting') return
    this.#state = 'connected'
    this.#events.onState('connected')
  }

  #end(): void {
    if (this.#state === 'over') return
    const state = this.#state === 'connected' ? 'lost' : 'failed'
    this.#state = 'over'
    clearTimeout(this.#timer)
    this.#events.onState(state)
  }
}

/** `ideal`: one that is unplugged gives way to the system's. */
export function forSpeech(microphone: string | undefined): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(microphone !== undefined && { deviceId: { ideal: microphone } }),
  }
}

/** Browsers that cannot choose play where everything plays, and so does one whose device is unplugged. */
export async function playOn(audio: HTMLAudioElement, loudspeaker = ''): Promise<void> {
  if (audio.sinkId === undefined || audio.sinkId === loudspeaker) return
  await audio.setSinkId(loudspeaker).catch(() => audio.setSinkId(''))
}

export async function openMicrophone(constraints: MediaTrackConstraints): Promise<MediaStream> {
  // Browsers hide the devices from pages that are neither on https nor on this machine.
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) throw new MicrophoneError('insecure')
  try {
    return await devices.getUserMedia({ audio: constraints })
  } catch (error) {
    throw new MicrophoneError(problemOf(error), error)
  }
}

function problemOf(error: unknown): MicrophoneProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none'
    case 'NotReadableError':
    case 'AbortError':
      return 'inUse'
    default:
      return 'failed'
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** G.711 goes through the centre untouched; anything else would have to be transcoded. */
function preferG711(transceiver: RTCRtpTransceiver): void {
  const wanted = ['audio/pcmu', 'audio/pcma', 'audio/telephone-event']
  const rank = ({ mimeType }: RTCRtpCodec) => wanted.indexOf(mimeType.toLowerCase())
  const codecs = (RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [])
    .filter(codec => rank(codec) >= 0 && codec.clockRate === 8000)
    .sort((a, b) => rank(a) - rank(b))
  // Older Firefoxes cannot choose; the centre's answer does it for them.
  if (codecs.length > 0 && 'setCodecPreferences' in transceiver) {
    transceiver.setCodecPreferences(codecs)
  }
}

/** Measures how loud a stream is. */
export class Meter {
  readonly #context = new AudioContext()
  readonly #analyser = this.#context.createAnalyser()
  readonly #samples = new Float32Array(512)

  constructor(stream: MediaStream) {
    this.#analyser.fftSize = this.#samples.length
    this.#context.createMediaStreamSource(stream).connect(this.#analyser)
  }

  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples)
    const energy = this.#samples.reduce((sum, sample) => sum + sample * sample, 0)
    return Math.min(1, Math.sqrt(energy / this.#samples.length))
  }

  close(): void {
    void this.#context.close()
  }
}
