// Recordings while they are made, and on their way into the blob store. What a dead voice node has
// left behind is put away by the next one.
import { mkdirSync, readdirSync } from 'node:fs'
import { open, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { WAV_HEADER_BYTES } from '../audio/wav.ts'
import type { Recordings } from '../channel/voice/voice-world.ts'
import type { Clock } from '../io/clock.ts'
import { log } from '../io/log.ts'
import type { BlobStore } from '../store/blob-store.ts'

/** 16-bit stereo at 8 kHz. */
const BYTES_PER_MS = 32

export class VoiceRecordings implements Recordings {
  readonly #folder: string
  readonly #blobs: BlobStore
  readonly #clock: Clock

  constructor(folder: string, blobs: BlobStore, clock: Clock) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
    this.#blobs = blobs
    this.#clock = clock
  }

  pathOf(recordingId: string): string {
    return join(this.#folder, `${recordingId}.wav`)
  }

  /** As Connect lays them out, but for a colon: `<prefix>/2026/11/21/<contact>_20261121T1305_UTC.wav`. */
  async keep(recordingId: string, path: string, prefix: string): Promise<string> {
    const time = new Date(this.#clock.now()).toISOString()
    const day = time.slice(0, 10).replaceAll('-', '/')
    const minute = time.slice(0, 16).replaceAll(/[-:]/g, '')
    // What was said to flows lies in a folder of its own, as Connect has it.
    const folder = /_ivr\d*$/.test(recordingId) ? `${prefix}/ivr` : prefix
    const key = `${folder}/${day}/${recordingId}_${minute}_UTC.wav`
    try {
      await this.#blobs.adopt(key, path)
    } catch (error) {
      // It stays in the spool, where the next start of this node tries again.
      log.error('a recording could not be put away', { recordingId, error })
      throw error
    }
    return key
  }

  /** Recordings that a node before us did not finish: their headers are mended from their lengths. */
  async leftBehind(): Promise<{ recordingId: string; path: string; durationMs: number }[]> {
    const found = []
    for (const name of readdirSync(this.#folder).filter(each => each.endsWith('.wav'))) {
      const path = join(this.#folder, name)
      const { size } = await stat(path)
      const bytes = size - WAV_HEADER_BYTES
      if (bytes <= 0) {
        await unlink(path)
        continue
      }
      await mendHeader(path, bytes)
      const recordingId = name.slice(0, -'.wav'.length)
      found.push({ recordingId, path, durationMs: Math.round(bytes / BYTES_PER_MS) })
    }
    return found
  }
}

/** RIFF and data sizes, as a recorder that was killed could not write them. */
async function mendHeader(path: string, bytes: number): Promise<void> {
  const sizes = Buffer.alloc(4)
  const file = await open(path, 'r+')
  try {
    sizes.writeUInt32LE(bytes + WAV_HEADER_BYTES - 8)
    await file.write(sizes, 0, 4, 4)
    sizes.writeUInt32LE(bytes)
    await file.write(sizes, 0, 4, WAV_HEADER_BYTES - 4)
  } finally {
    await file.close()
  }
}
