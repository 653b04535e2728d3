// STUN messages (RFC 8489) as far as connectivity checks (RFC 8445 §7) need them.
import type { HmacSha1 } from '../hmac-sha1.ts'

export interface StunMessage {
  readonly type: number
  /** 12 bytes. */
  readonly transactionId: Uint8Array
  readonly attributes: ReadonlyMap<number, Uint8Array>
  /** Where MESSAGE-INTEGRITY's header begins. */
  readonly integrityAt: number | undefined
}

export const bindingRequest = 0x0001
export const bindingSuccess = 0x0101
export const bindingError = 0x0111

export const stunAttribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorMappedAddress: 0x0020,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
} as const

const magicCookie = 0x2112a442
const maxLength = 1500

/** Undefined for anything that is not one whole, well-formed STUN message. */
export function parseStun(bytes: Uint8Array): StunMessage | undefined {
  if (bytes.length < 20 || bytes.length > maxLength || bytes.length % 4 !== 0) return undefined
  const view = viewOf(bytes)
  const type = view.getUint16(0)
  if (type >> 14 !== 0 || view.getUint16(2) !== bytes.length - 20) return undefined
  if (view.getUint32(4) !== magicCookie) return undefined
  const attributes = new Map<number, Uint8Array>()
  let integrityAt: number | undefined
  for (let at = 20; at < bytes.length; ) {
    const name = view.getUint16(at)
    const length = view.getUint16(at + 2)
    if (at + 4 + length > bytes.length) return undefined
    if (name === stunAttribute.fingerprint && !fingerprintFits(bytes, at)) return undefined
    // RFC 8489 §14.5: what follows MESSAGE-INTEGRITY, but FINGERPRINT, is not protected by it.
    if (integrityAt === undefined && !attributes.has(name)) {
      attributes.set(name, bytes.subarray(at + 4, at + 4 + length))
    }
    if (name === stunAttribute.messageIntegrity) integrityAt ??= at
    at += 4 + length + (-length & 3)
  }
  return { type, transactionId: bytes.slice(8, 20), attributes, integrityAt }
}

/** Was this message signed with that password (RFC 8489 §14.5, short-term credentials)? */
export function hasIntegrity(bytes: Uint8Array, message: StunMessage, hmac: HmacSha1): boolean {
  const at = message.integrityAt
  if (at === undefined || message.attributes.get(stunAttribute.messageIntegrity)?.length !== 20) {
    return false
  }
  // The signature covers the header as if the message ended with it.
  const signed = bytes.slice(0, at + 24)
  viewOf(signed).setUint16(2, at + 24 - 20)
  return hmac.matches(signed, at, undefined, { at: at + 4, size: 20 })
}

/** Writes a message, with MESSAGE-INTEGRITY when a key is given and FINGERPRINT always. */
export function writeStun(message: {
  readonly type: number
  readonly transactionId: Uint8Array
  readonly attributes: readonly (readonly [name: number, value: Uint8Array])[]
  readonly hmac: HmacSha1 | undefined
}): Uint8Array {
  const { type, transactionId, attributes, hmac } = message
  const body = attributes.reduce((sum, [, value]) => sum + 4 + ((value.length + 3) & ~3), 0)
  const bytes = new Uint8Array(20 + body + (hmac ? 24 : 0) + 8)
  const view = viewOf(bytes)
  view.setUint16(0, type)
  view.setUint32(4, magicCookie)
  bytes.set(transactionId, 8)
  let at = 20
  for (const [name, value] of attributes) {
    view.setUint16(at, name)
    view.setUint16(at + 2, value.length)
    bytes.set(value, at + 4)
    at += 4 + ((value.length + 3) & ~3)
  }
  if (hmac) {
    view.setUint16(2, at + 24 - 20)
    view.setUint16(at, stunAttribute.messageIntegrity)
    view.setUint16(at + 2, 20)
    hmac.write(bytes, at, undefined, { bytes, at: at + 4, size: 20 })
    at += 24
  }
  view.setUint16(2, at + 8 - 20)
  view.setUint16(at, stunAttribute.fingerprint)
  view.setUint16(at + 2, 4)
  view.setUint32(at + 4, fingerprint(bytes, at))
  return bytes
}

/** XOR-MAPPED-ADDRESS (RFC 8489 §14.2) of an address as 4 or 16 bytes. */
export function xorMappedAddress(
  address: Uint8Array,
  port: number,
  transactionId: Uint8Array,
): Uint8Array {
  const mask = new Uint8Array(16)
  viewOf(mask).setUint32(0, magicCookie)
  mask.set(transactionId, 4)
  const value = new Uint8Array(4 + address.length)
  value[1] = address.length === 4 ? 1 : 2
  viewOf(value).setUint16(2, port ^ (magicCookie >>> 16))
  for (let i = 0; i < address.length; i++) value[4 + i] = (address[i] ?? 0) ^ (mask[i] ?? 0)
  return value
}

function fingerprintFits(bytes: Uint8Array, at: number): boolean {
  const view = viewOf(bytes)
  return at + 8 === bytes.length && view.getUint32(at + 4) === fingerprint(bytes, at)
}

/** RFC 8489 §14.7. */
function fingerprint(bytes: Uint8Array, end: number): number {
  let crc = 0xffffffff
  for (let i = 0; i < end; i++) {
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0)
  }
  return (crc ^ 0xffffffff ^ 0x5354554e) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
