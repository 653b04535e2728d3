// A recording in progress: what was said on the left and on the right, second by second to a file.
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../../audio/frame.ts'
import { addVoice, mixWithout } from '../../../audio/mixer.ts'
import type { MediaStream } from './media-stream.ts'
import type { RecordingFile } from './media-world.ts'

const SECOND_TICKS = 1000 / FRAME_MS

/** Whom a recording hears on one side. */
interface Side {
  streamIds: readonly string[]
  /** Those of them that are here. */
  streams: readonly MediaStream[]
}

export class Recording {
  readonly left: Side = { streamIds: [], streams: [] }
  readonly right: Side = { streamIds: [], streams: [] }
  readonly path: string
  readonly #file: RecordingFile
  readonly #sum = new Int32Array(FRAME_SAMPLES)
  readonly #side = new Int16Array(FRAME_SAMPLES)
  #second = new Int16Array(2 * SAMPLE_RATE)
  readonly #turn: number
  #filled = 0
  #ticks = 0

  /** `turn` spreads the writing of many recordings over the second. */
  constructor(path: string, file: RecordingFile, turn: number) {
    this.path = path
    this.#turn = turn
    this.#file = file
  }

  get durationMs(): number {
    return this.#ticks * FRAME_MS
  }

  /** Adds 20 ms; no voice on a side is silence, so that time goes on. */
  add(voiceOf: (stream: MediaStream) => Int16Array | undefined): void {
    this.#put(this.#mixed(this.left.streams, voiceOf), 0)
    this.#put(this.#mixed(this.right.streams, voiceOf), 1)
    this.#filled += 2 * FRAME_SAMPLES
    this.#ticks++
    if ((this.#ticks + this.#turn) % SECOND_TICKS === 0) this.#flush()
  }

  finish(): Promise<void> {
    this.#flush()
    return this.#file.finish()
  }

  #put(side: Int16Array | undefined, channel: 0 | 1): void {
    if (side === undefined) return
    const second = this.#second
    const start = this.#filled + channel
    for (let i = 0; i < FRAME_SAMPLES; i++) second[start + 2 * i] = side[i] as number
  }

  #mixed(
    streams: readonly MediaStream[],
    voiceOf: (stream: MediaStream) => Int16Array | undefined,
  ): Int16Array | undefined {
    const [only] = streams
    if (only === undefined) return undefined
    if (streams.length === 1) return voiceOf(only)
    this.#sum.fill(0)
    for (const stream of streams) {
      const voice = voiceOf(stream)
      if (voice !== undefined) addVoice(this.#sum, voice)
    }
    mixWithout(this.#sum, undefined, this.#side)
    return this.#side
  }

  #flush(): void {
    if (this.#filled > 0) this.#file.write(this.#second.subarray(0, this.#filled))
    this.#second = new Int16Array(2 * SAMPLE_RATE)
    this.#filled = 0
  }
}
