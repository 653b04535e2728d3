// Makes recordings of a tape: smooths each voice, adds up each side, writes stereo. It has no clock but
// the beats on the tape, so it may run late without anybody hearing it.
import { FRAME_SAMPLES } from '../../../audio/frame.ts'
import { PCMA, PCMU } from '../../../audio/g711.ts'
import { JitterBuffer } from '../../../protocol/rtp/jitter-buffer.ts'
import { RtpView } from '../../../protocol/rtp/rtp-packet.ts'
import { Recording, type RecordingFile } from './recording.ts'
import { type RecorderOrder, readTape, type TapedPacket, type TapePiece } from './tape.ts'

export type RecorderEvent =
  | { readonly type: 'finished'; readonly recording: number; readonly durationMs: number }
  | { readonly type: 'failed'; readonly recording: number; readonly reason: string }

export interface RecorderWorld {
  createRecording(path: string): RecordingFile
  emit(event: RecorderEvent): void
}

export class Recorder {
  /** Since they were last asked for. */
  #counted = { late: 0, concealed: 0 }
  readonly #world: RecorderWorld
  readonly #voices = new Map<number, TapedVoice>()
  readonly #recordings = new Map<number, Recording<TapedVoice>>()
  #tick = 0

  constructor(world: RecorderWorld) {
    this.#world = world
  }

  take(piece: TapePiece): void {
    readTape(piece, this)
  }

  packet(packet: TapedPacket): void {
    this.#voices.get(packet.stream)?.put(packet)
  }

  tick(): void {
    this.#tick++
    for (const recording of this.#recordings.values()) recording.add(this.#tick)
  }

  leaveOut(ticks: number): void {
    for (const recording of this.#recordings.values()) recording.leaveOut(ticks)
  }

  order(order: RecorderOrder): void {
    if (order.type === 'finish') void this.#finish(order.recording)
    else this.#hear(order)
  }

  /** Packets that came too late and frames invented for lost ones, since it was last asked. */
  counted(): { readonly late: number; readonly concealed: number } {
    for (const voice of this.#voices.values()) this.#settle(voice)
    const counted = this.#counted
    this.#counted = { late: 0, concealed: 0 }
    return counted
  }

  #hear({ recording, path, left, right }: Extract<RecorderOrder, { type: 'hear' }>): void {
    const known =
      this.#recordings.get(recording) ??
      new Recording<TapedVoice>(this.#world.createRecording(path), this.#recordings.size)
    this.#recordings.set(recording, known)
    known.left = left.map(stream => this.#voice(stream))
    known.right = right.map(stream => this.#voice(stream))
    this.#forget()
  }

  #voice(stream: number): TapedVoice {
    const voice = this.#voices.get(stream) ?? new TapedVoice()
    this.#voices.set(stream, voice)
    return voice
  }

  /** Whom no recording hears any longer begins anew when it is heard again. */
  #forget(): void {
    const heard = new Set<TapedVoice>()
    for (const { left, right } of this.#recordings.values())
      for (const voice of [...left, ...right]) heard.add(voice)
    for (const [stream, voice] of this.#voices) {
      if (heard.has(voice)) continue
      this.#settle(voice)
      this.#voices.delete(stream)
    }
  }

  #settle({ jitter: { counters } }: TapedVoice): void {
    this.#counted.late += counters.late
    this.#counted.concealed += counters.concealed
    counters.late = 0
    counters.concealed = 0
  }

  async #finish(number: number): Promise<void> {
    const recording = this.#recordings.get(number)
    if (recording === undefined) return
    this.#recordings.delete(number)
    this.#forget()
    const { durationMs } = recording
    try {
      await recording.finish()
      this.#world.emit({ type: 'finished', recording: number, durationMs })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#world.emit({ type: 'failed', recording: number, reason })
    }
  }
}

/** One stream's sound, frame by frame. */
class TapedVoice {
  readonly jitter = new JitterBuffer()
  readonly #packet = new RtpView()
  readonly #frame = new Int16Array(FRAME_SAMPLES)
  #ssrc: number | undefined
  #taken = -1
  #heard = false

  put({ bytes, aLaw, clock }: TapedPacket): void {
    const packet = this.#packet
    if (!packet.read(bytes)) return
    // Another sender behind the same address: its numbers have nothing to do with the last one's.
    if (this.#ssrc !== packet.ssrc) this.jitter.reset()
    this.#ssrc = packet.ssrc
    this.jitter.put(packet.timestamp, packet.payload, (aLaw ? PCMA : PCMU).decode, clock / 8)
  }

  /** This tick's 20 ms, the same however often it is asked for; undefined is silence. */
  frame(tick: number): Int16Array | undefined {
    if (this.#taken !== tick) {
      this.#taken = tick
      this.#heard = this.jitter.take(this.#frame)
    }
    return this.#heard ? this.#frame : undefined
  }
}
