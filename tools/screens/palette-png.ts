// Makes a screenshot small: a PNG of true colours becomes one of at most 256 (PNG §4.4, §10, §11).
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS_MAX = 256
const RGB = 2
const RGBA = 6
const PALETTE = 3

interface Image {
  readonly width: number
  readonly height: number
  /** Red, green, blue of each pixel. */
  readonly pixels: Uint8Array
}

/** @param png eight bits a channel, not interlaced: as browsers make them. */
export function palettePng(png: Buffer): Buffer {
  return encode(decode(png))
}

function decode(png: Buffer): Image {
  let header: Buffer | undefined
  const data: Buffer[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const kind = header?.[9]
  if (header?.[8] !== 8 || (kind !== RGB && kind !== RGBA)) {
    throw new Error('this is no PNG as browsers make them')
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = kind === RGB ? 3 : 4
  const rows = unfiltered(inflateSync(Buffer.concat(data)), { width, height, channels })
  const pixels = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let part = 0; part < 3; part++)
      pixels[pixel * 3 + part] = rows[pixel * channels + part] ?? 0
  }
  return { width, height, pixels }
}

/** PNG §9: each line is written as a difference to its neighbours. */
function unfiltered(
  raw: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
): Uint8Array {
  const stride = width * channels
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= channels ? (out[at - channels] ?? 0) : 0
      const up = y > 0 ? (out[at - stride] ?? 0) : 0
      const corner = x >= channels && y > 0 ? (out[at - stride - channels] ?? 0) : 0
      out[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner)
    }
  }
  return out
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const guess = left + up - corner
  const [byLeft, byUp, byCorner] = [left, up, corner].map(each => Math.abs(guess - each))
  if ((byLeft ?? 0) <= (byUp ?? 0) && (byLeft ?? 0) <= (byCorner ?? 0)) return left
  return (byUp ?? 0) <= (byCorner ?? 0) ? up : corner
}

function encode({ width, height, pixels }: Image): Buffer {
  const palette = commonColours(pixels)
  const nearest = new Map<number, number>()
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt(pixels, (y * width + x) * 3)
      let index = nearest.get(colour)
      if (index === undefined) {
        index = nearestIn(palette, colour)
        nearest.set(colour, index)
      }
      lines[y * (width + 1) + 1 + x] = index
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  header[9] = PALETTE
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap(each => [each >> 16, (each >> 8) & 255, each & 255])),
    ),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The colours seen most, with those that are hardly another left out. */
function commonColours(pixels: Uint8Array): readonly number[] {
  const counts = new Map<number, number>()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = colourAt(pixels, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const chosen: number[] = []
  const taken = new Set<number>()
  for (const [colour] of [...counts].sort(([, a], [, b]) => b - a)) {
    const coarse = (colour & 0xf8f8f8) >>> 0
    if (chosen.length >= 64 && taken.has(coarse)) continue
    taken.add(coarse)
    chosen.push(colour)
    if (chosen.length === COLOURS_MAX) break
  }
  return chosen
}

function nearestIn(palette: readonly number[], colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, each] of palette.entries()) {
    const [r, g, b] = [16, 8, 0].map(shift => ((each >> shift) & 255) - ((colour >> shift) & 255))
    const distance = 3 * (r ?? 0) ** 2 + 4 * (g ?? 0) ** 2 + 2 * (b ?? 0) ** 2
    if (distance >= least) continue
    least = distance
    best = index
  }
  return best
}

function colourAt(pixels: Uint8Array, at: number): number {
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0)
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(body.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named) >>> 0, named.length + 4)
  return whole
}
