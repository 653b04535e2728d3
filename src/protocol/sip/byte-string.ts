// Messages are worked on as byte strings: strings whose every character is one byte (0 to 255). Offsets
// are then byte offsets, Content-Length is `length`, and what is not UTF-8 survives untouched. Text for
// people is decoded at the edge, and encoded again on the way out.

const CHUNK = 4096

/** The bytes as a byte string. */
export function toByteString(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start <= CHUNK) return chunkOf(bytes, start, end)
  let text = ''
  for (let at = start; at < end; at += CHUNK) text += chunkOf(bytes, at, Math.min(end, at + CHUNK))
  return text
}

/** The bytes of a byte string. */
export function fromByteString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Text of a byte string in UTF-8. Bytes that are none become U+FFFD. */
export function decodeUtf8(text: string): string {
  if (isAscii(text)) return text
  let decoded = ''
  for (let at = 0; at < text.length; ) {
    const { codePoint, length } = codePointAt(text, at)
    decoded += String.fromCodePoint(codePoint)
    at += length
  }
  return decoded
}

/** A byte string with the text in UTF-8. */
export function encodeUtf8(text: string): string {
  if (isAscii(text)) return text
  let encoded = ''
  for (const character of text) encoded += encodeCodePoint(character.codePointAt(0) ?? 0)
  return encoded
}

function chunkOf(bytes: Uint8Array, start: number, end: number): string {
  // `apply` takes any array-like of numbers; its type says only arrays.
  return String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[])
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

function codePointAt(text: string, at: number): { codePoint: number; length: number } {
  const first = text.charCodeAt(at)
  if (first < 0x80) return { codePoint: first, length: 1 }
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  let codePoint = first & (0xff >> (length + 1))
  for (let next = 1; next < length; next++) {
    const byte = text.charCodeAt(at + next)
    if ((byte & 0xc0) !== 0x80) return { codePoint: 0xfffd, length: 1 }
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  const valid = first >= 0xc2 && codePoint >= smallest && codePoint <= 0x10ffff && !surrogate
  return valid ? { codePoint, length } : { codePoint: 0xfffd, length: 1 }
}

function encodeCodePoint(code: number): string {
  if (code < 0x80) return String.fromCharCode(code)
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  if (code >= 0xd800 && code <= 0xdfff) return '\xef\xbf\xbd'
  const low = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), ...low)
  return String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...low)
}
