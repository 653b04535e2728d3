// Hashes and secrets, by Node's own implementation.
import { createHash, createHmac, hash, randomFillSync, timingSafeEqual } from 'node:crypto'

export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

export function hmacSha256(key: string | Uint8Array, data: string): Uint8Array {
  return createHmac('sha256', key).update(data).digest()
}

/** For those who still sign by it. */
export function hmacSha1(key: string, data: string): Uint8Array {
  return createHmac('sha1', key).update(data).digest()
}

/** Compares in a time that does not tell where they differ. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

const HEX = Buffer.from('0123456789abcdef')
const random = Buffer.alloc(4096)
let randomUsed: number = random.length
const uuidText = Buffer.from('00000000-0000-4000-8000-000000000000')
/** Where the digits of a byte stand in the text. */
const UUID_PLACES: readonly number[] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

/** A fresh UUID (RFC 9562 §5.4). In one piece: Node's own is put together of forty, which are kept till it is read. */
export function newUuid(): string {
  if (randomUsed === random.length) {
    randomFillSync(random)
    randomUsed = 0
  }
  for (let index = 0; index < 16; index++) {
    let byte = random[randomUsed] ?? 0
    // It is used once.
    random[randomUsed++] = 0
    if (index === 6) byte = 0x40 | (byte & 0x0f)
    if (index === 8) byte = 0x80 | (byte & 0x3f)
    const place = UUID_PLACES[index] ?? 0
    uuidText[place] = HEX[byte >> 4] ?? 0
    uuidText[place + 1] = HEX[byte & 0x0f] ?? 0
  }
  return uuidText.toString('latin1')
}

/** The UUID of a name, always the same (RFC 9562 §5.8, by SHA-256). */
export function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const words = new Uint32Array(256)
let drawn = words.length

/** A random number from 0 to 2^32 - 1. Many are drawn together, for one costs as much. */
export function randomWord(): number {
  if (drawn >= words.length) {
    randomFillSync(words)
    drawn = 0
  }
  return words[drawn++] as number
}
