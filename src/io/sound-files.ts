// Sounds and recordings as files: prompts read once and kept while they are in use, recordings
// written as they go on.
import { close, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
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

/** A stereo 16-bit 8 kHz file. What goes wrong is said when it is finished. */
export class StereoFile {
  readonly #file: number | undefined
  #bytes = 0
  #problem: unknown

  constructor(path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      this.#file = openSync(path, 'w', 0o600)
      writeSync(this.#file, this.#header(undefined), 0, WAV_HEADER_BYTES, 0)
    } catch (error) {
      this.#problem = error
    }
  }

  /** Waits for the disk: only a thread that nobody waits for should call this. */
  write(samples: Int16Array): void {
    if (this.#file === undefined || this.#problem !== undefined) return
    try {
      const { buffer, byteOffset, byteLength } = samples
      const bytes = new Uint8Array(buffer, byteOffset, byteLength)
      this.#bytes += writeAll(this.#file, bytes, WAV_HEADER_BYTES + this.#bytes)
    } catch (error) {
      this.#problem = error
    }
  }

  /** Writes the true length and makes sure all of it is on disk. */
  async finish(): Promise<void> {
    const file = this.#file
    if (file === undefined) throw this.#problem
    try {
      if (this.#problem !== undefined) throw this.#problem
      writeSync(file, this.#header(this.#bytes), 0, WAV_HEADER_BYTES, 0)
      await promisify(fdatasync)(file)
    } finally {
      await promisify(close)(file)
    }
  }

  #header(dataBytes: number | undefined): Uint8Array {
    return wavHeader({ rate: SAMPLE_RATE, channels: 2, dataBytes })
  }
}

/** A disk that is nearly full takes a part of it first, and then refuses. */
function writeAll(file: number, bytes: Uint8Array, at: number): number {
  let written = 0
  while (written < bytes.length)
    written += writeSync(file, bytes, written, bytes.length - written, at + written)
  return written
}
