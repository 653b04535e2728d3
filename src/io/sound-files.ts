// Sounds and recordings as files: prompts read once and kept while they are in use, recordings
// written behind the caller's back.
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SAMPLE_RATE } from '../audio/frame.ts'
import { readTelephoneWav, WAV_HEADER_BYTES, wavHeader } from '../audio/wav.ts'

/** 64 MB of 8 kHz sound is more than an hour. */
const KEPT_BYTES_MAX = 64 * 1024 * 1024
/** One file: 100 MB, half an hour of studio sound. */
const FILE_BYTES_MAX = 100 * 1024 * 1024

/** Reads .wav files as telephone sound and keeps the ones used last. */
export class SoundFiles {
  readonly #kept = new Map<string, { readonly version: string; readonly sound: Int16Array }>()
  readonly #loading = new Map<string, Promise<Int16Array>>()
  #bytes = 0

  /** 8 kHz mono; rejects with a sentence when the file cannot be played. */
  load(path: string): Promise<Int16Array> {
    const known = this.#loading.get(path)
    if (known !== undefined) return known
    // Many callers may begin to hear the same music in the same moment.
    const loading = this.#load(path).finally(() => this.#loading.delete(path))
    this.#loading.set(path, loading)
    return loading
  }

  async #load(path: string): Promise<Int16Array> {
    const { size, mtimeMs } = await stat(path)
    const version = `${size} ${mtimeMs}`
    const kept = this.#kept.get(path)
    if (kept?.version === version) {
      this.#keep(path, kept)
      return kept.sound
    }
    if (size > FILE_BYTES_MAX) throw new Error(`${path} is too long to be played`)
    const sound = readTelephoneWav(await readFile(path))
    if ('problem' in sound) throw new Error(`${path} cannot be played: ${sound.problem}`)
    this.#keep(path, { version, sound })
    return sound
  }

  #keep(path: string, entry: { readonly version: string; readonly sound: Int16Array }): void {
    this.#drop(path)
    this.#kept.set(path, entry)
    this.#bytes += entry.sound.byteLength
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= KEPT_BYTES_MAX) return
      this.#drop(oldest)
    }
  }

  #drop(path: string): void {
    this.#bytes -= this.#kept.get(path)?.sound.byteLength ?? 0
    this.#kept.delete(path)
  }
}

/** A stereo 16-bit 8 kHz file; one write follows the other. */
export class StereoFile {
  #last: Promise<void>
  #bytes = 0
  #handle: Awaited<ReturnType<typeof open>> | undefined

  constructor(path: string) {
    this.#last = this.#create(path)
    // Whoever finishes the file hears of it.
    this.#last.catch(() => undefined)
  }

  write(samples: Int16Array): void {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
    this.#then(async () => {
      await this.#handle?.write(bytes, 0, bytes.length, WAV_HEADER_BYTES + this.#bytes)
      this.#bytes += bytes.length
    })
  }

  /** Writes the true length and makes sure all of it is on disk. */
  async finish(): Promise<void> {
    this.#then(async () => {
      await this.#handle?.write(this.#header(this.#bytes), 0, WAV_HEADER_BYTES, 0)
      await this.#handle?.datasync()
    })
    try {
      await this.#last
    } finally {
      await this.#handle?.close()
    }
  }

  async #create(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    this.#handle = await open(path, 'w', 0o600)
    await this.#handle.write(this.#header(undefined), 0, WAV_HEADER_BYTES, 0)
  }

  #header(dataBytes: number | undefined): Uint8Array {
    return wavHeader({ rate: SAMPLE_RATE, channels: 2, dataBytes })
  }

  #then(step: () => Promise<void>): void {
    this.#last = this.#last.then(step)
    this.#last.catch(() => undefined)
  }
}
