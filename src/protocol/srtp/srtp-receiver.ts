// Turns SRTP and SRTCP back into plain RTP and RTCP (RFC 3711, AES_CM_128_HMAC_SHA1_80). Nothing is
// remembered of a packet, nor a byte of it changed, before its tag has proved right.
import { ReplayWindow } from '../replay-window.ts'
import {
  maxPacketLength,
  PacketCipher,
  read32,
  rtpHeaderLength,
  tagLength,
} from './packet-cipher.ts'
import { type AesEcb, deriveSessionKeys, type SrtpMasterKey } from './srtp-keys.ts'

export type SrtpRefusal = 'malformed' | 'replayed' | 'forged' | 'tooManySources'

/** A browser's audio section has one source; a few more come with restarts of its sender. */
const maxSources = 32

export class SrtpReceiver {
  readonly #rtp: PacketCipher
  readonly #rtcp: PacketCipher
  readonly #rtpSources = new Map<number, ReplayWindow>()
  readonly #rtcpSources = new Map<number, ReplayWindow>()

  constructor(master: SrtpMasterKey, aesEcb: AesEcb) {
    this.#rtp = new PacketCipher(deriveSessionKeys(master, 'rtp', aesEcb), aesEcb)
    this.#rtcp = new PacketCipher(deriveSessionKeys(master, 'rtcp', aesEcb), aesEcb)
  }

  /** The plain RTP packet. It shares the memory of `bytes`, which are decrypted in place. */
  unprotect(bytes: Uint8Array): Uint8Array | SrtpRefusal {
    const end = bytes.length - tagLength
    const header = rtpHeaderLength(bytes, end)
    if (header === undefined || bytes.length > maxPacketLength) return 'malformed'
    const ssrc = read32(bytes, 8)
    const window = this.#rtpSources.get(ssrc) ?? new ReplayWindow()
    const index = guessIndex(window.highest, read32(bytes, 0) & 0xffff)
    if (!window.admits(index)) return 'replayed'
    const rollovers = Math.floor(index / 0x10000)
    const tag = { at: end, size: tagLength }
    if (!this.#rtp.hmac.matches(bytes, end, rollovers, tag)) return 'forged'
    if (!remember(this.#rtpSources, ssrc, window)) return 'tooManySources'
    window.take(index)
    this.#rtp.apply(bytes, header, end, ssrc, index)
    return bytes.subarray(0, end)
  }

  /** The plain RTCP packet, likewise. */
  unprotectRtcp(bytes: Uint8Array): Uint8Array | SrtpRefusal {
    const end = bytes.length - tagLength - 4
    if (end < 8 || bytes.length > maxPacketLength || (bytes[0] ?? 0) >> 6 !== 2) return 'malformed'
    const ssrc = read32(bytes, 4)
    const trailer = read32(bytes, end)
    const index = trailer & 0x7fffffff
    const window = this.#rtcpSources.get(ssrc) ?? new ReplayWindow()
    if (!window.admits(index)) return 'replayed'
    const tag = { at: end + 4, size: tagLength }
    if (!this.#rtcp.hmac.matches(bytes, end + 4, undefined, tag)) return 'forged'
    if (!remember(this.#rtcpSources, ssrc, window)) return 'tooManySources'
    window.take(index)
    if (trailer >>> 31) this.#rtcp.apply(bytes, 8, end, ssrc, index)
    return bytes.subarray(0, end)
  }
}

/** RFC 3711 §3.3.1: the 48-bit index nearest to the highest one seen. Negative: from before the start. */
function guessIndex(highest: number, sequence: number): number {
  if (highest < 0) return sequence
  const rollovers = Math.floor(highest / 0x10000)
  const last = highest % 0x10000
  if (last < 0x8000 && sequence - last > 0x8000) return (rollovers - 1) * 0x10000 + sequence
  if (last >= 0x8000 && last - 0x8000 > sequence) return (rollovers + 1) * 0x10000 + sequence
  return rollovers * 0x10000 + sequence
}

function remember(sources: Map<number, ReplayWindow>, ssrc: number, window: ReplayWindow): boolean {
  if (sources.has(ssrc)) return true
  if (sources.size >= maxSources) return false
  sources.set(ssrc, window)
  return true
}
