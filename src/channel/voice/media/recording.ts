// A recording in progress: what was said on the left and on the right, second by second to a file.
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../../audio/frame.ts'
import { addVoice, saturate } from '../../../audio/mixer.ts'

/** A 16-bit 8 kHz stereo file being written. */
export interface RecordingFile {
  /** Interleaved left and right; the caller may write over them as soon as this returns. */
  write(samples: Int16Array): void
  /** Resolves when all is on disk; rejects with a sentence when anything was not written. */
  finish(): Promise<void>
}

/** Who speaks on one side. */
interface Voice {
  /** The 20 ms of this tick; undefined is silence. */
  frame(tick: number): Int16Array | undefined
}

const SECOND_TICKS = 1000 / FRAME_MS

export class Recording<V extends Voice> {
  left: readonly V[] = []
  right: readonly V[] = []
  readonly #file: RecordingFile
  readonly #sum = new Int32Array(FRAME_SAMPLES)
  readonly #side = new Int16Array(FRAME_SAMPLES)
  readonly #second = new Int16Array(2 * SAMPLE_RATE)
  readonly #turn: number
  #filled = 0
  #ticks = 0

  /** `turn` spreads the writing of many recordings over the second. */
  constructor(file: RecordingFile, turn: number) {
    this.#turn = turn
    this.#file = file
  }

  get durationMs(): number {
    return this.#ticks * FRAME_MS
  }

  /** Adds 20 ms; no voice on a side is silence, so that time goes on. */
  add(tick: number): void {
    this.#put(this.#mixed(this.left, tick), 0)
    this.#put(this.#mixed(this.right, tick), 1)
    this.#filled += 2 * FRAME_SAMPLES
    this.#ticks++
    if ((this.#ticks + this.#turn) % SECOND_TICKS === 0) this.#flush()
  }

  /** So many times 20 ms of silence. */
  leaveOut(ticks: number): void {
    const { left, right } = this
    this.left = this.right = []
    for (let n = 0; n < ticks; n++) this.add(0)
    this.left = left
    this.right = right
  }

  finish(): Promise<void> {
    this.#flush()
    return this.#file.finish()
  }

  #put(side: Int16Array | undefined, channel: 0 | 1): void {
    const second = this.#second
    let at = this.#filled + channel
    for (let i = 0; i < FRAME_SAMPLES; i++, at += 2)
      second[at] = side === undefined ? 0 : (side[i] as number)
  }

  #mixed(voices: readonly V[], tick: number): Int16Array | undefined {
    if (voices.length < 2) return voices[0]?.frame(tick)
    this.#sum.fill(0)
    for (const voice of voices) {
      const frame = voice.frame(tick)
      if (frame !== undefined) addVoice(this.#sum, frame)
    }
    saturate(this.#sum, this.#side)
    return this.#side
  }

  #flush(): void {
    if (this.#filled > 0) this.#file.write(this.#second.subarray(0, this.#filled))
    this.#filled = 0
  }
}
