// ITU-T G.711: the two ways a telephone packs a 16-bit sample into 8 bits, as look-up tables.

export interface G711 {
  /** Linear 16-bit sample by code byte. */
  readonly decode: Int16Array
  /** Code byte by linear sample; index with `sample & 0xffff`. */
  readonly encode: Uint8Array
  /** The code byte of silence. */
  readonly silence: number
}

/** µ-law, RTP payload type 0. */
export const PCMU: G711 = tables(linearOfMu, muOfLinear)
/** A-law, RTP payload type 8. */
export const PCMA: G711 = tables(linearOfA, aOfLinear)

function tables(decodeOne: (code: number) => number, encodeOne: (sample: number) => number): G711 {
  const decode = Int16Array.from({ length: 256 }, (_, code) => decodeOne(code))
  const encode = new Uint8Array(65536)
  for (let sample = -32768; sample <= 32767; sample++) encode[sample & 0xffff] = encodeOne(sample)
  return { decode, encode, silence: encodeOne(0) }
}

function linearOfMu(code: number): number {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
  return bits & 0x80 ? -magnitude : magnitude
}

/** Quantised at 14 bits with the bias of 33 that makes each segment a power of two. */
function muOfLinear(sample: number): number {
  const scaled = sample >> 2
  const mask = scaled < 0 ? 0x7f : 0xff
  const magnitude = Math.min(Math.abs(scaled), 8158) + 33
  const segment = 26 - Math.clz32(magnitude)
  return ((segment << 4) | ((magnitude >> (segment + 1)) & 0x0f)) ^ mask
}

function linearOfA(code: number): number {
  const bits = code ^ 0x55
  const step = (bits & 0x0f) << 4
  const segment = (bits & 0x70) >> 4
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
}

/** Quantised at 13 bits; every other bit is inverted on the wire. */
function aOfLinear(sample: number): number {
  const scaled = sample >> 3
  const mask = scaled >= 0 ? 0xd5 : 0x55
  const magnitude = scaled >= 0 ? scaled : -scaled - 1
  const segment = magnitude < 32 ? 0 : 27 - Math.clz32(magnitude)
  const step = segment < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f
  return ((segment << 4) | step) ^ mask
}
