// The counter-mode cipher of RFC 3711 §4.1.1 and the tag of §4.2, for one kind of packet in one
// direction. The key's AES context lives as long as the stream: making one per packet costs more
// than the encryption.
import { HmacSha1 } from '../hmac-sha1.ts'
import type { AesEcb, SrtpSessionKeys } from './srtp-keys.ts'

/** Nobody sends larger datagrams over the internet; what is larger is not voice. */
export const maxPacketLength = 2048

export const tagLength = 10

export class PacketCipher {
  readonly hmac: HmacSha1
  readonly #encrypt: (blocks: Uint8Array) => Uint8Array
  readonly #salt: Uint8Array
  // Each block's last two bytes count the blocks; they are written once and stay.
  readonly #counters = new Uint8Array(maxPacketLength)
  readonly #words = new Int32Array(this.#counters.buffer)

  constructor(keys: SrtpSessionKeys, aesEcb: AesEcb) {
    this.hmac = new HmacSha1(keys.authentication)
    this.#encrypt = aesEcb(keys.encryption)
    this.#salt = keys.salt
    for (let at = 0; at < maxPacketLength; at += 16) this.#counters[at + 15] = at >> 4
  }

  /** Encrypts or decrypts `bytes[from..to)` in place. `index` is the packet's 48-bit index. */
  apply(bytes: Uint8Array, from: number, to: number, ssrc: number, index: number): void {
    const length = (to - from + 15) & ~15
    if (length === 0) return
    this.#count(length, ssrc, index)
    const keystream = this.#encrypt(this.#counters.subarray(0, length))
    // The loop's bounds are those of both arrays.
    for (let i = from; i < to; i++) {
      bytes[i] = (bytes[i] as number) ^ (keystream[i - from] as number)
    }
  }

  /** Sets the first 14 bytes of every block: salt, source and index (RFC 3711 §4.1.1). */
  #count(length: number, ssrc: number, index: number): void {
    const counters = this.#counters
    const words = this.#words
    const high = Math.floor(index / 0x1_0000_0000)
    counters.set(this.#salt)
    counters[4] = (counters[4] as number) ^ (ssrc >>> 24)
    counters[5] = (counters[5] as number) ^ (ssrc >>> 16)
    counters[6] = (counters[6] as number) ^ (ssrc >>> 8)
    counters[7] = (counters[7] as number) ^ ssrc
    counters[8] = (counters[8] as number) ^ (high >>> 8)
    counters[9] = (counters[9] as number) ^ high
    counters[10] = (counters[10] as number) ^ (index >>> 24)
    counters[11] = (counters[11] as number) ^ (index >>> 16)
    counters[12] = (counters[12] as number) ^ (index >>> 8)
    counters[13] = (counters[13] as number) ^ index
    for (let block = 1; block < length >> 4; block++) {
      const at = 4 * block
      words[at] = words[0] as number
      words[at + 1] = words[1] as number
      words[at + 2] = words[2] as number
      counters[4 * at + 12] = counters[12] as number
      counters[4 * at + 13] = counters[13] as number
    }
  }
}

export const read32 = (bytes: Uint8Array, at: number) =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0

/** Where the payload of an RTP packet begins, or undefined when this is none (RFC 3550 §5.1). */
export function rtpHeaderLength(bytes: Uint8Array, end: number): number | undefined {
  if (end < 12 || (bytes[0] ?? 0) >> 6 !== 2) return undefined
  const first = bytes[0] ?? 0
  let length = 12 + 4 * (first & 0x0f)
  if (first & 0x10) {
    if (length + 4 > end) return undefined
    length += 4 + 4 * (((bytes[length + 2] ?? 0) << 8) | (bytes[length + 3] ?? 0))
  }
  return length <= end ? length : undefined
}
