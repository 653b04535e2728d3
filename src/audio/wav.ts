// RIFF/WAVE files: reads what people upload (8- to 32-bit PCM, float, µ-law, A-law, any rate and channel
// count), writes 16-bit PCM.

import { SAMPLE_RATE } from './frame.ts'
import { type G711, PCMA, PCMU } from './g711.ts'
import { resample } from './resample.ts'

export interface Wav {
  readonly rate: number
  readonly channels: number
  /** Interleaved. */
  readonly samples: Int16Array
}

export const WAV_HEADER_BYTES = 44

/** The file's sound, or a sentence saying why it is none. */
export function readWav(bytes: Uint8Array): Wav | { readonly problem: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || text(view, 0) !== 'RIFF' || text(view, 8) !== 'WAVE')
    return { problem: 'not a RIFF/WAVE file' }
  let format: Format | undefined
  for (const chunk of chunks(view)) {
    if (chunk.id === 'fmt ') format = readFormat(view, chunk)
    if (chunk.id !== 'data') continue
    if (format === undefined) return { problem: 'no format before the data' }
    return decodeData(view, chunk, format)
  }
  return { problem: 'no data in the file' }
}

/** The file's sound as the telephone carries it: 8 kHz mono. */
export function readTelephoneWav(bytes: Uint8Array): Int16Array | { readonly problem: string } {
  const wav = readWav(bytes)
  if ('problem' in wav) return wav
  return resample(mono(wav), wav.rate, SAMPLE_RATE)
}

/** One channel of interleaved sound. */
export function channelOf(wav: Wav, channel: number): Int16Array {
  const frames = Math.floor(wav.samples.length / wav.channels)
  return Int16Array.from(
    { length: frames },
    (_, i) => wav.samples[i * wav.channels + channel] as number,
  )
}

/** A whole 16-bit PCM file. */
export function writeWav({ rate, channels, samples }: Wav): Uint8Array {
  const file = new Uint8Array(WAV_HEADER_BYTES + samples.length * 2)
  file.set(wavHeader({ rate, channels, dataBytes: samples.length * 2 }))
  const view = new DataView(file.buffer, WAV_HEADER_BYTES)
  for (let i = 0; i < samples.length; i++) view.setInt16(i * 2, samples[i] as number, true)
  return file
}

/** The 44 bytes before the samples. A file still being written says 0xffffffff: read to the end. */
export function wavHeader(of: {
  readonly rate: number
  readonly channels: number
  readonly dataBytes: number | undefined
}): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES)
  const view = new DataView(header.buffer)
  const unknown = 0xffffffff
  putText(view, 0, 'RIFF')
  view.setUint32(4, of.dataBytes === undefined ? unknown : of.dataBytes + 36, true)
  putText(view, 8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, of.channels, true)
  view.setUint32(24, of.rate, true)
  view.setUint32(28, of.rate * of.channels * 2, true)
  view.setUint16(32, of.channels * 2, true)
  view.setUint16(34, 16, true)
  putText(view, 36, 'data')
  view.setUint32(40, of.dataBytes ?? unknown, true)
  return header
}

function mono(wav: Wav): Int16Array {
  if (wav.channels === 1) return wav.samples
  const out = new Int16Array(Math.floor(wav.samples.length / wav.channels))
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let c = 0; c < wav.channels; c++) sum += wav.samples[i * wav.channels + c] as number
    out[i] = Math.round(sum / wav.channels)
  }
  return out
}

interface Chunk {
  readonly id: string
  readonly start: number
  readonly length: number
}

/** Chunks are padded to even lengths; a length beyond the end of the file means its end. */
function* chunks(view: DataView): Generator<Chunk> {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const claimed = view.getUint32(at + 4, true)
    const length = Math.min(claimed, view.byteLength - at - 8)
    yield { id: text(view, at), start: at + 8, length }
    at += 8 + claimed + (claimed & 1)
  }
}

type Encoding = 'pcm' | 'float' | 'mu' | 'a'

interface Format {
  readonly encoding: Encoding | undefined
  readonly channels: number
  readonly rate: number
  readonly bits: number
}

const ENCODINGS: Readonly<Record<number, Encoding>> = { 1: 'pcm', 3: 'float', 6: 'a', 7: 'mu' }
const EXTENSIBLE = 0xfffe

function readFormat(view: DataView, { start, length }: Chunk): Format | undefined {
  if (length < 16) return undefined
  const tag = view.getUint16(start, true)
  const real = tag === EXTENSIBLE && length >= 26 ? view.getUint16(start + 24, true) : tag
  return {
    encoding: ENCODINGS[real],
    channels: view.getUint16(start + 2, true),
    rate: view.getUint32(start + 4, true),
    bits: view.getUint16(start + 14, true),
  }
}

function decodeData(
  view: DataView,
  { start, length }: Chunk,
  { encoding, channels, rate, bits }: Format,
): Wav | { readonly problem: string } {
  if (channels < 1 || channels > 8) return { problem: `${channels} channels` }
  if (rate < 1000 || rate > 384_000) return { problem: `a sample rate of ${rate} Hz` }
  if (encoding === 'pcm' && bits === 16 && LITTLE_ENDIAN)
    return { rate, channels, samples: copied(view, start, length - (length % (2 * channels))) }
  const read = sampleReader(view, encoding, bits)
  if (read === undefined) return { problem: `an encoding we cannot read (${bits} bits)` }
  const bytes = bits / 8
  const frames = Math.floor(length / (bytes * channels))
  const samples = new Int16Array(frames * channels)
  for (let i = 0; i < samples.length; i++) samples[i] = read(start + i * bytes)
  return { rate, channels, samples }
}

/** A .wav holds the least byte first; where the machine does too, its samples are ours as they are. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function copied(view: DataView, start: number, length: number): Int16Array {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length)
  return new Int16Array(Uint8Array.from(bytes).buffer)
}

function sampleReader(
  view: DataView,
  encoding: Encoding | undefined,
  bits: number,
): ((at: number) => number) | undefined {
  switch (`${encoding}${bits}`) {
    case 'pcm8':
      return at => (view.getUint8(at) - 128) << 8
    case 'pcm16':
      return at => view.getInt16(at, true)
    case 'pcm24':
      return at => view.getInt16(at + 1, true)
    case 'pcm32':
      return at => view.getInt16(at + 2, true)
    case 'float32':
      return at => fromFloat(view.getFloat32(at, true))
    case 'float64':
      return at => fromFloat(view.getFloat64(at, true))
    case 'mu8':
      return at => decodeOne(PCMU, view.getUint8(at))
    case 'a8':
      return at => decodeOne(PCMA, view.getUint8(at))
    default:
      return undefined
  }
}

const decodeOne = (law: G711, code: number): number => law.decode[code] as number

/** NaN becomes silence. */
function fromFloat(value: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(value * 32767))) || 0
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}

function putText(view: DataView, at: number, value: string): void {
  for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i))
}
