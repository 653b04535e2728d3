// A recording in progress: what was said on the left and on the right, second by second to a file.
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../../audio/frame.ts'
import { addVoice, mixWithout } from '../../../audio/mixer.ts'
import type { RecordingFile } from './media-world.ts'

export class Recording {
  left: readonly string[] = []
  right: readonly string[] = []
  readonly path: string
  readonly #file: RecordingFile
  readonly #sum = new Int32Array(FRAME_SAMPLES)
  readonly #side = new Int16Array(FRAME_SAMPLES)
  #second = new Int16Array(2 * SAMPLE_RATE)
  #filled = 0
  #ticks = 0

  constructor(path: string, file: RecordingFile) {
    this.path = path
    this.#file = file
  }

  get durationMs(): number {
    return this.#ticks * FRAME_MS
  }

  /** Adds 20 ms; no voices on a side are silence, so that time goes on. */
  add(left: readonly Int16Array[], right: readonly Int16Array[]): void {
    this.#put(left, 0)
    this.#put(right, 1)
    this.#filled += 2 * FRAME_SAMPLES
    this.#ticks++
    if (this.#filled === this.#second.length) this.#flush()
  }

  finish(): Promise<void> {
    this.#flush()
    return this.#file.finish()
  }

  #put(voices: readonly Int16Array[], channel: 0 | 1): void {
    const side = this.#mixed(voices)
    if (side === undefined) return
    for (let i = 0; i < FRAME_SAMPLES; i++)
      this.#second[this.#filled + 2 * i + channel] = side[i] as number
  }

  #mixed(voices: readonly Int16Array[]): Int16Array | undefined {
    if (voices.length < 2) return voices[0]
    this.#sum.fill(0)
    for (const voice of voices) addVoice(this.#sum, voice)
    mixWithout(this.#sum, undefined, this.#side)
    return this.#side
  }

  #flush(): void {
    if (this.#filled > 0) this.#file.write(this.#second.subarray(0, this.#filled))
    this.#second = new Int16Array(2 * SAMPLE_RATE)
    this.#filled = 0
  }
}
