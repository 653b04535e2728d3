// How loud a recording is, column by column, found out while it comes in: an hour of sound takes no more
// memory than a second.

export interface Peaks {
  readonly seconds: number
  /** Of each channel, from 0 to 1. */
  readonly channels: readonly ArrayLike<number>[]
}

interface Shape {
  readonly channels: number
  readonly rate: number
  /** Bytes before the first sample. */
  readonly start: number
  readonly bytes: number
}

const LOUDEST = 32_768

/** Reads a .wav with 16 bits a sample, as recordings are. Rejects what is none. */
export async function readPeaks(
  body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  columns: number,
): Promise<Peaks> {
  let head = new Uint8Array()
  let shape: Shape | undefined
  let peaks: Float32Array[] = []
  let read = 0
  let odd: Uint8Array = new Uint8Array()
  for await (const chunk of chunksOf(body)) {
    let sound = chunk
    if (!shape) {
      head = joined(head, chunk)
      shape = shapeOf(head)
      if (!shape) continue
      const { channels } = shape
      peaks = Array.from({ length: channels }, () => new Float32Array(columns))
      sound = head.subarray(shape.start)
    }
    // A sample may be cut in two by the network.
    const frame = shape.channels * 2
    const whole = joined(odd, sound)
    const usable = Math.min(whole.length - (whole.length % frame), shape.bytes - read)
    const view = new DataView(whole.buffer, whole.byteOffset, whole.length)
    for (let at = 0; at < usable; at += frame) {
      const column = Math.min(columns - 1, Math.floor(((read + at) / shape.bytes) * columns))
      for (const [channel, found] of peaks.entries()) {
        const loud = Math.abs(view.getInt16(at + channel * 2, true)) / LOUDEST
        if (loud > (found[column] ?? 0)) found[column] = loud
      }
    }
    read += usable
    odd = whole.subarray(usable)
  }
  if (!shape) throw new Error('This is not a recording.')
  return { seconds: shape.bytes / (shape.channels * 2 * shape.rate), channels: peaks }
}

/** Browsers that cannot go through a stream by themselves are helped. */
async function* chunksOf(
  body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): AsyncIterable<Uint8Array> {
  if (Symbol.asyncIterator in body) return yield* body as AsyncIterable<Uint8Array>
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Undefined until the whole head is there. */
function shapeOf(bytes: Uint8Array): Shape | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12) return undefined
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') throw new Error('This is not a recording.')
  let format: { readonly channels: number; readonly rate: number } | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    if (name(at) === 'fmt ' && at + 24 <= bytes.length) {
      const bits = view.getUint16(at + 22, true)
      if (view.getUint16(at + 8, true) !== 1 || bits !== 16)
        throw new Error('This is not a recording.')
      format = { channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true) }
    }
    if (name(at) === 'data' && format) return { ...format, start: at + 8, bytes: length }
    at += 8 + length + (length % 2)
  }
  return undefined
}
