// Turns plain RTP and RTCP into SRTP and SRTCP (RFC 3711, AES_CM_128_HMAC_SHA1_80).
import {
  maxPacketLength,
  PacketCipher,
  read32,
  rtpHeaderLength,
  tagLength,
} from './packet-cipher.ts'
import { type AesEcb, deriveSessionKeys, type SrtpMasterKey } from './srtp-keys.ts'

export class SrtpSender {
  readonly #rtp: PacketCipher
  readonly #rtcp: PacketCipher
  readonly #sources = new Map<number, { rollovers: number; sequence: number }>()
  #rtcpIndex = 0

  constructor(master: SrtpMasterKey, aesEcb: AesEcb) {
    this.#rtp = new PacketCipher(deriveSessionKeys(master, 'rtp', aesEcb), aesEcb)
    this.#rtcp = new PacketCipher(deriveSessionKeys(master, 'rtcp', aesEcb), aesEcb)
  }

  /** The protected copy of an RTP packet; undefined when it is not one, or too large. */
  protect(packet: Uint8Array): Uint8Array | undefined {
    const end = packet.length
    const header = rtpHeaderLength(packet, end)
    if (header === undefined || end + tagLength > maxPacketLength) return undefined
    const ssrc = read32(packet, 8)
    const rollovers = this.#rollovers(ssrc, read32(packet, 0) & 0xffff)
    const index = rollovers * 0x10000 + (read32(packet, 0) & 0xffff)
    const bytes = new Uint8Array(end + tagLength)
    bytes.set(packet)
    this.#rtp.apply(bytes, header, end, ssrc, index)
    this.#rtp.hmac.write(bytes, end, rollovers, { bytes, at: end, size: tagLength })
    return bytes
  }

  /** The protected copy of a (compound) RTCP packet (RFC 3711 §3.4). */
  protectRtcp(packet: Uint8Array): Uint8Array | undefined {
    const end = packet.length
    if (end < 8 || end + 4 + tagLength > maxPacketLength) return undefined
    this.#rtcpIndex = (this.#rtcpIndex + 1) & 0x7fffffff
    const bytes = new Uint8Array(end + 4 + tagLength)
    bytes.set(packet)
    this.#rtcp.apply(bytes, 8, end, read32(packet, 4), this.#rtcpIndex)
    new DataView(bytes.buffer).setUint32(end, 0x80000000 + this.#rtcpIndex)
    this.#rtcp.hmac.write(bytes, end + 4, undefined, { bytes, at: end + 4, size: tagLength })
    return bytes
  }

  /** How often this source's sequence number has wrapped when it sends `sequence`. */
  #rollovers(ssrc: number, sequence: number): number {
    const source = this.#sources.get(ssrc)
    if (!source) {
      this.#sources.set(ssrc, { rollovers: 0, sequence })
      return 0
    }
    const step = (sequence - source.sequence) & 0xffff
    if (step >= 0x8000) {
      // Older than what was sent last: perhaps from before the wrap. The state stays.
      return sequence > source.sequence ? Math.max(0, source.rollovers - 1) : source.rollovers
    }
    if (sequence < source.sequence) source.rollovers++
    source.sequence = sequence
    return source.rollovers
  }
}
