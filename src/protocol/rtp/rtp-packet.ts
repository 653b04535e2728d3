// RTP packets, RFC 3550 §5.1.

export interface RtpPacket {
  readonly marker: boolean
  readonly payloadType: number
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  /** A view into the packet, without padding. */
  readonly payload: Uint8Array
}

const HEADER_BYTES = 12
export const RTP_HEADER_BYTES = HEADER_BYTES

/** The packet, or undefined when the bytes are none. RTCP (RFC 5761 §4) is none. */
export function parseRtp(bytes: Uint8Array): RtpPacket | undefined {
  const view = new RtpView()
  if (!view.read(bytes)) return undefined
  const { marker, payloadType, sequence, timestamp, ssrc, payload } = view
  return { marker, payloadType, sequence, timestamp, ssrc, payload }
}

/** Reads one packet after the other without making anything anew, for those who read very many. */
export class RtpView implements RtpPacket {
  bytes: Uint8Array = new Uint8Array()
  marker = false
  payloadType = 0
  sequence = 0
  timestamp = 0
  ssrc = 0
  /** Where the payload begins and ends in `bytes`. */
  start = 0
  end = 0

  get payload(): Uint8Array {
    return this.bytes.subarray(this.start, this.end)
  }

  /** False when the bytes are no RTP packet. */
  read(bytes: Uint8Array): boolean {
    const length = bytes.length
    if (length < HEADER_BYTES) return false
    const first = bytes[0] as number
    const second = bytes[1] as number
    if (first >> 6 !== 2 || (second >= 192 && second <= 223)) return false
    let start = HEADER_BYTES + (first & 0x0f) * 4
    if (first & 0x10) {
      if (start + 4 > length) return false
      start += 4 + uint16(bytes, start + 2) * 4
    }
    const padding = first & 0x20 ? (bytes[length - 1] as number) : 0
    const end = length - padding
    if (start > end || (first & 0x20 && padding === 0)) return false
    this.bytes = bytes
    this.start = start
    this.end = end
    this.marker = second > 127
    this.payloadType = second & 0x7f
    this.sequence = uint16(bytes, 2)
    this.timestamp = uint32(bytes, 4)
    this.ssrc = uint32(bytes, 8)
    return true
  }
}

/** Writes the fixed header; the payload follows at `RTP_HEADER_BYTES`. */
export function writeRtpHeader(
  into: Uint8Array,
  marker: boolean,
  payloadType: number,
  sequence: number,
  timestamp: number,
  ssrc: number,
): void {
  into[0] = 0x80
  into[1] = payloadType | (marker ? 0x80 : 0)
  into[2] = sequence >> 8
  into[3] = sequence
  putUint32(into, 4, timestamp)
  putUint32(into, 8, ssrc)
}

/** How far sequence number `a` is ahead of `b`, between -32768 and 32767. */
export function sequenceDistance(a: number, b: number): number {
  return ((a - b) << 16) >> 16
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
}

function uint32(bytes: Uint8Array, at: number): number {
  return ((uint16(bytes, at) << 16) | uint16(bytes, at + 2)) >>> 0
}

function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}
