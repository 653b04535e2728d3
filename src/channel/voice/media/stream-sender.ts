// The sending half of a stream: one RTP source whose sequence and timestamps never break, whether its
// sound comes from our 20 ms tick or is passed on from another stream as it arrives.
import { FRAME_SAMPLES } from '../../../audio/frame.ts'
import { type G711, PCMA, PCMU } from '../../../audio/g711.ts'
import { dtmfTone } from '../../../audio/tone.ts'
import {
  RTP_HEADER_BYTES,
  type RtpView,
  sequenceDistance,
  writeRtpHeader,
} from '../../../protocol/rtp/rtp-packet.ts'
import { type DigitFrame, DigitSender, writeEvent } from '../../../protocol/rtp/telephone-event.ts'
import type { RtpParameters } from './media-command.ts'
import type { MediaCounters } from './media-counters.ts'
import type { RtpTransport } from './rtp-transport.ts'
import type { Sent } from './stream-reports.ts'

/** When the other side falls quiet for so many ticks, 100 ms, ours sends silence in its stead. */
const RELAY_GAP_TICKS = 5
const EVENT_BYTES = 4

/** A stretch of passed-on packets: what to add to their numbers to make them ours. */
interface Relay {
  readonly ssrc: number
  readonly firstSequence: number
  readonly sequenceOffset: number
  readonly timestampOffset: number
  /** Ticks since the last packet of it. */
  quietTicks: number
}

export class StreamSender {
  readonly digits = new DigitSender()
  readonly #counters: MediaCounters
  readonly #ssrc: number
  /** Used again for each packet: whoever sends it is done with it within 20 ms. */
  readonly #packet = new Uint8Array(RTP_HEADER_BYTES + FRAME_SAMPLES)
  #sequence: number
  #timestamp: number
  #marker = true
  #packets = 0
  #bytes = 0
  #relay: Relay | undefined
  #hasBegun = false

  constructor(random: () => number, counters: MediaCounters) {
    this.#counters = counters
    this.#ssrc = random() >>> 0
    // RFC 3550 §5.1: both begin at random.
    this.#sequence = random() & 0xffff
    this.#timestamp = random() >>> 0
  }

  /** Has anything been sent yet? */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /**
   * Called after each 20 ms, whether or not anything was sent in them. While it is `catchingUp` after a
   * stall the other side's packets wait to be read: that they have not come says nothing.
   */
  tick(catchingUp: boolean): void {
    if (this.#relay !== undefined && !catchingUp) this.#relay.quietTicks++
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0
  }

  /** So many times 20 ms went by without us. */
  leaveOut(ticks: number): void {
    this.#timestamp = (this.#timestamp + ticks * FRAME_SAMPLES) >>> 0
    this.#marker = true
  }

  /** Nothing was sent in this tick: what comes next begins anew. */
  skip(): void {
    this.#marker = true
    this.#relay = undefined
  }

  /** Is the other side's sound being passed on right now? */
  get relaying(): boolean {
    return this.#relay !== undefined && this.#relay.quietTicks < RELAY_GAP_TICKS
  }

  endRelay(): void {
    this.#relay = undefined
  }

  /** Sends a frame of sound; undefined is silence. Answers the packet, which is used again for the next. */
  sound(transport: RtpTransport, rtp: RtpParameters, frame: Int16Array | undefined): Uint8Array {
    const codec = codecOf(rtp)
    const packet = this.#packet
    if (frame === undefined) packet.fill(codec.silence, RTP_HEADER_BYTES)
    else encode(codec, frame, packet)
    this.#relay = undefined
    this.#send(transport, packet, rtp.payloadType, this.#timestamp)
    return packet
  }

  /** Sends the next 20 ms of the digits that wait. */
  digit(transport: RtpTransport, rtp: RtpParameters): void {
    const frame = this.digits.next()
    if (frame === undefined) this.sound(transport, rtp, undefined)
    else if (rtp.dtmfPayloadType === undefined)
      this.sound(transport, rtp, dtmfTone(frame.digit, FRAME_SAMPLES, frame.age))
    else this.#event(transport, frame, rtp.dtmfPayloadType)
  }

  /** Passes on a packet of another stream: our header is written over what comes before its payload. */
  relay(transport: RtpTransport, rtp: RtpParameters, packet: RtpView, from: G711): void {
    const relay = this.#relayFor(packet)
    if (sequenceDistance(packet.sequence, relay.firstSequence) < 0) return
    const length = packet.end - packet.start
    const sequence = (packet.sequence + relay.sequenceOffset) & 0xffff
    const timestamp = (packet.timestamp + relay.timestampOffset) >>> 0
    relay.quietTicks = 0
    if (sequenceDistance(sequence, this.#sequence) >= 0) this.#sequence = (sequence + 1) & 0xffff
    if (((timestamp + length - this.#timestamp) | 0) > 0)
      this.#timestamp = (timestamp + length) >>> 0
    const codec = codecOf(rtp)
    if (codec !== from) transcode(packet, from, codec)
    const whole = length + RTP_HEADER_BYTES === packet.bytes.length
    const out = whole
      ? packet.bytes
      : packet.bytes.subarray(packet.start - RTP_HEADER_BYTES, packet.end)
    writeRtpHeader(out, this.#marker, rtp.payloadType, sequence, timestamp, this.#ssrc)
    this.#marker = false
    this.#counters.packetsRelayed++
    this.#count(transport.send(out), out.length)
  }

  #relayFor(packet: RtpView): Relay {
    const known = this.#relay
    if (known !== undefined && known.ssrc === packet.ssrc) {
      const expected = (packet.timestamp + known.timestampOffset - this.#timestamp) | 0
      if (Math.abs(expected) < 8000) return known
    }
    this.#marker = true
    this.#relay = {
      ssrc: packet.ssrc,
      firstSequence: packet.sequence,
      sequenceOffset: (this.#sequence - packet.sequence) & 0xffff,
      timestampOffset: (this.#timestamp - packet.timestamp) >>> 0,
      quietTicks: 0,
    }
    return this.#relay
  }

  #event(transport: RtpTransport, frame: DigitFrame, payloadType: number): void {
    const packet = new Uint8Array(RTP_HEADER_BYTES + EVENT_BYTES)
    writeEvent(packet, RTP_HEADER_BYTES, frame)
    this.#marker = frame.first
    this.#relay = undefined
    this.#send(transport, packet, payloadType, (this.#timestamp - frame.age) >>> 0)
  }

  #send(transport: RtpTransport, packet: Uint8Array, payloadType: number, timestamp: number): void {
    writeRtpHeader(packet, this.#marker, payloadType, this.#sequence, timestamp, this.#ssrc)
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.#marker = false
    this.#count(transport.send(packet), packet.length)
  }

  /** For reports: what has gone out so far. */
  get sent(): Sent {
    const timestamp = this.#timestamp
    return { ssrc: this.#ssrc, timestamp, packets: this.#packets, bytes: this.#bytes }
  }

  #count(sent: boolean, length: number): void {
    this.#packets = (this.#packets + 1) >>> 0
    this.#bytes = (this.#bytes + length - RTP_HEADER_BYTES) >>> 0
    this.#hasBegun = true
    if (sent) this.#counters.packetsSent++
    else this.#counters.sendFailed++
  }
}

export function codecOf(rtp: RtpParameters): G711 {
  return rtp.codec === 'PCMA' ? PCMA : PCMU
}

function encode(codec: G711, frame: Int16Array, packet: Uint8Array): void {
  for (let i = 0; i < frame.length; i++)
    packet[RTP_HEADER_BYTES + i] = codec.encode[(frame[i] as number) & 0xffff] as number
}

function transcode({ bytes, start, end }: RtpView, from: G711, to: G711): void {
  for (let i = start; i < end; i++)
    bytes[i] = to.encode[(from.decode[bytes[i] as number] as number) & 0xffff] as number
}
