// HMAC-SHA1 (RFC 2104, FIPS 180-4) for messages of a packet's size. In JavaScript and with the key's
// two pads hashed beforehand it is twice as fast as a call into a library for every packet.
//
// `as number` here: every index is masked or bounded by the loops around it.

/** Computes and checks tags under one key. */
export class HmacSha1 {
  readonly #inner: Int32Array
  readonly #outer: Int32Array

  constructor(key: Uint8Array) {
    const short = key.length > 64 ? sha1(key) : key
    this.#inner = padded(short, 0x36)
    this.#outer = padded(short, 0x5c)
  }

  /** The first `size` bytes of the tag of `message[0..length)` and, if given, a 32-bit number after it. */
  write(
    message: Uint8Array,
    length: number,
    suffix: number | undefined,
    into: { readonly bytes: Uint8Array; readonly at: number; readonly size: number },
  ): void {
    this.#digest(message, length, suffix)
    for (let i = 0; i < into.size; i++) into.bytes[into.at + i] = digestByte(i)
  }

  /** Is that tag at `at` of the message? Takes the same time whatever the answer. */
  matches(
    message: Uint8Array,
    length: number,
    suffix: number | undefined,
    tag: { readonly at: number; readonly size: number },
  ): boolean {
    this.#digest(message, length, suffix)
    let difference = 0
    for (let i = 0; i < tag.size; i++) {
      difference |= (message[tag.at + i] as number) ^ digestByte(i)
    }
    return difference === 0
  }

  #digest(message: Uint8Array, length: number, suffix: number | undefined): void {
    state.set(this.#inner)
    finish(message, length, suffix, 64)
    for (let i = 0; i < 20; i++) inner[i] = digestByte(i)
    state.set(this.#outer)
    finish(inner, 20, undefined, 64)
  }
}

/** SHA-1 of a short message. */
function sha1(message: Uint8Array): Uint8Array {
  state.set(initial)
  finish(message, message.length, undefined, 0)
  return Uint8Array.from({ length: 20 }, (_, i) => digestByte(i))
}

const initial = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
// Shared by all instances: nothing here is asynchronous, so nobody can come between.
const state = new Int32Array(5)
const schedule = new Int32Array(80)
const tail = new Uint8Array(128)
const inner = new Uint8Array(20)

const digestByte = (i: number) => ((state[i >> 2] as number) >>> (24 - 8 * (i & 3))) & 0xff

function padded(key: Uint8Array, pad: number): Int32Array {
  const block = new Uint8Array(64).fill(pad)
  for (let i = 0; i < key.length; i++) block[i] = pad ^ (key[i] as number)
  state.set(initial)
  compress(block, 0)
  return state.slice()
}

/** Hashes the message into `state`, which has already taken in `before` bytes, and pads it. */
function finish(
  message: Uint8Array,
  length: number,
  suffix: number | undefined,
  before: number,
): void {
  const whole = length & ~63
  for (let at = 0; at < whole; at += 64) compress(message, at)
  let rest = length - whole
  tail.fill(0)
  for (let i = 0; i < rest; i++) tail[i] = message[whole + i] as number
  let total = before + length
  if (suffix !== undefined) {
    write32(tail, rest, suffix)
    rest += 4
    total += 4
  }
  tail[rest] = 0x80
  const blocks = rest + 9 > 64 ? 128 : 64
  write32(tail, blocks - 4, total * 8)
  for (let at = 0; at < blocks; at += 64) compress(tail, at)
}

function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

function compress(bytes: Uint8Array, from: number): void {
  const w = schedule
  for (let i = 0; i < 16; i++) {
    const at = from + 4 * i
    w[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)
  }
  for (let i = 16; i < 80; i++) {
    const x =
      (w[i - 3] as number) ^ (w[i - 8] as number) ^ (w[i - 14] as number) ^ (w[i - 16] as number)
    w[i] = (x << 1) | (x >>> 31)
  }
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let t: number
  let i = 0
  for (; i < 20; i++) {
    t = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + (w[i] as number) + 0x5a827999) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = t
  }
  for (; i < 40; i++) {
    t = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + (w[i] as number) + 0x6ed9eba1) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = t
  }
  for (; i < 60; i++) {
    t =
      (((a << 5) | (a >>> 27)) +
        ((b & c) | (b & d) | (c & d)) +
        e +
        (w[i] as number) +
        0x8f1bbcdc) |
      0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = t
  }
  for (; i < 80; i++) {
    t = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + (w[i] as number) + 0xca62c1d6) | 0
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = t
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
}
