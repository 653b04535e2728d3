// The receiving half of a stream: knows whom to believe, keeps digits apart from sound, and smooths the
// sound when somebody needs it frame by frame.

import { ComfortNoise } from '../../../audio/comfort-noise.ts'
import { FRAME_SAMPLES } from '../../../audio/frame.ts'
import { type G711, PCMA, PCMU } from '../../../audio/g711.ts'
import { JitterBuffer } from '../../../protocol/rtp/jitter-buffer.ts'
import { Reception } from '../../../protocol/rtp/reception.ts'
import type { RtpView } from '../../../protocol/rtp/rtp-packet.ts'
import { DigitReceiver } from '../../../protocol/rtp/telephone-event.ts'
import type { RtpParameters } from './media-command.ts'
import type { MediaCounters } from './media-counters.ts'
import type { RtpAddress } from './rtp-transport.ts'
import type { Tape } from './tape.ts'

export class StreamReceiver {
  /** When the last packet we believe came, or when we began to expect one. */
  heardAt = 0
  /** Whether what comes is to be recorded. */
  taped: boolean = false
  /** The last 20 ms of sound taken, where it is wanted frame by frame; undefined is silence. */
  frame: Int16Array | undefined
  readonly #counters: MediaCounters
  readonly #tape: Tape
  readonly #number: number
  /** Made when frames are first wanted: most streams only pass theirs on. */
  #smoother: { readonly jitter: JitterBuffer; readonly frame: Int16Array } | undefined
  #digits = new DigitReceiver()
  /** Made when the far end first sends comfort noise. */
  #noise: ComfortNoise | undefined
  #noiseLevel = 0
  #hushed: boolean = false
  #reception = new Reception()
  #ssrc: number | undefined
  #source: RtpAddress | undefined
  #smoothed: boolean = false

  /** `number` is what the tape calls the stream. */
  constructor(counters: MediaCounters, tape: Tape, number: number) {
    this.#counters = counters
    this.#tape = tape
    this.#number = number
  }

  /** Where packets really come from, once one has come. */
  get source(): RtpAddress | undefined {
    return this.#source
  }

  /** What came and what did not, of the source we hear. */
  get reception(): Reception {
    return this.#reception
  }

  get ssrc(): number | undefined {
    return this.#ssrc
  }

  /** The far end may move: learn its address anew. */
  unlatch(): void {
    this.#source = undefined
  }

  /** Frames are wanted from now on, or no longer. */
  setSmoothed(smoothed: boolean): void {
    if (smoothed && !this.#smoothed) {
      this.#smoother ??= { jitter: new JitterBuffer(), frame: new Int16Array(FRAME_SAMPLES) }
      this.#smoother.jitter.reset()
    }
    if (!smoothed) this.frame = undefined
    this.#smoothed = smoothed
  }

  /** Answers how the packet's sound is coded, the digit that it begins, or that noise takes the place of sound. */
  receive(
    packet: RtpView,
    from: RtpAddress | undefined,
    rtp: RtpParameters,
    now: number,
  ): G711 | 'noise' | string | undefined {
    const codec = codecOf(packet.payloadType, rtp)
    const isDigit = packet.payloadType === rtp.dtmfPayloadType
    if (codec === undefined && !isDigit && packet.payloadType !== COMFORT_NOISE) {
      this.#counters.unknownPayload++
      return undefined
    }
    if (from !== undefined && !this.#believes(from, rtp)) {
      this.#counters.wrongSource++
      return undefined
    }
    this.#note(packet, now)
    if (isDigit) return this.#digit(packet, now)
    // Whom we told not to send is not listened to.
    if (packet.start === packet.end || !rtp.receiving) return undefined
    this.#hushed = codec === undefined
    if (codec === undefined) return this.#hush(packet)
    if (this.taped) this.#tape.packet(this.#number, packet, codec, now)
    if (this.#smoothed)
      this.#smoother?.jitter.put(packet.timestamp, packet.payload, codec.decode, now)
    return codec
  }

  /** Goes on to the next 20 ms. */
  advance(): void {
    if (!this.#smoothed || !this.#smoother) return
    const { jitter, frame } = this.#smoother
    this.frame = jitter.take(frame) ? frame : this.noise()
  }

  /** The next 20 ms of the noise that the far end wants to be heard in place of sound (RFC 3389). */
  noise(): Int16Array | undefined {
    return this.#hushed ? this.#noise?.next(this.#noiseLevel) : undefined
  }

  /** Moves what the stream counted itself into the engine's counters. */
  settle(): void {
    const counters = this.#smoother?.jitter.counters
    if (counters) {
      this.#counters.late += counters.late
      this.#counters.concealed += counters.concealed
      counters.late = 0
      counters.concealed = 0
    }
    this.#counters.lost += this.#reception.lost
    this.#reception = new Reception()
  }

  /**
   * Symmetric RTP: behind a NAT packets come from elsewhere than the SDP says, so the first valid one
   * decides, and after it nobody else is heard; only the address of the SDP itself may still claim its
   * place, for whoever guesses our port first must not keep it.
   */
  #believes(from: RtpAddress, rtp: RtpParameters): boolean {
    const source = this.#source
    if (source !== undefined && same(source, from)) return true
    const announced = from.port === rtp.remotePort && from.address === rtp.remoteAddress
    if (source !== undefined && !announced) return false
    this.#source = from
    return true
  }

  #note(packet: RtpView, now: number): void {
    this.#counters.packetsReceived++
    this.heardAt = now
    if (packet.ssrc !== this.#ssrc) {
      if (this.#ssrc !== undefined) this.#begin()
      this.#ssrc = packet.ssrc
    }
    this.#reception.receive(packet.sequence, packet.timestamp, now)
  }

  /** Another sender behind the same address: its numbers have nothing to do with the last one's. */
  #begin(): void {
    this.settle()
    this.#smoother?.jitter.reset()
    this.#digits = new DigitReceiver()
    this.#hushed = false
  }

  #hush(packet: RtpView): 'noise' {
    this.#noise ??= new ComfortNoise()
    this.#noiseLevel = (packet.bytes[packet.start] as number) & 0x7f
    return 'noise'
  }

  #digit(packet: RtpView, now: number): string | undefined {
    const refused = this.#digits.refused
    const digit = this.#digits.receive(packet, now)
    this.#counters.digitsRefused += this.#digits.refused - refused
    if (digit === undefined) return undefined
    this.#counters.digits++
    return digit
  }
}

/** RFC 3389. */
const COMFORT_NOISE = 13

/** Some phones send the other G.711 than they agreed to; both are known by their static numbers. */
function codecOf(payloadType: number, rtp: RtpParameters): G711 | undefined {
  if (payloadType === rtp.payloadType) return rtp.codec === 'PCMA' ? PCMA : PCMU
  if (payloadType === rtp.dtmfPayloadType) return undefined
  return payloadType === 0 ? PCMU : payloadType === 8 ? PCMA : undefined
}

function same(a: RtpAddress, b: RtpAddress): boolean {
  return a.port === b.port && a.address === b.address
}
