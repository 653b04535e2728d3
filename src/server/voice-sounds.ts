// Makes what is to be heard: speech is rendered, audio of the blob store is fetched once and kept
// decoded beside the speech.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ringbackCadence } from '../audio/ringback.ts'
import { readTelephoneWav, writeWav } from '../audio/wav.ts'
import type { Sound } from '../channel/voice/media/media-command.ts'
import type { Sounds } from '../channel/voice/voice-world.ts'
import type { PlaySource } from '../core/effect.ts'
import type { Speech } from '../io/speech.ts'
import type { BlobStore } from '../store/blob-store.ts'

export class VoiceSounds implements Sounds {
  readonly #speech: Speech
  readonly #blobs: BlobStore
  readonly #folder: string
  readonly #fetching = new Map<string, Promise<string>>()
  #ringing: Promise<string> | undefined

  /** `folder` keeps what was fetched. */
  constructor(speech: Speech, blobs: BlobStore, folder: string) {
    this.#speech = speech
    this.#blobs = blobs
    this.#folder = folder
  }

  async make(source: PlaySource): Promise<Sound> {
    switch (source.type) {
      case 'silence':
        return { type: 'silence', durationMs: source.durationMs }
      case 'audio':
        return { type: 'wav', path: await this.#fetch(source.location) }
      case 'ringback':
        return { type: 'wav', path: await this.#ringback() }
      default: {
        const text = source.type === 'text' ? source.text : source.ssml
        const { voice, language } = source
        const made = await this.#speech.render({ kind: source.type, text, voice, language })
        if ('problem' in made) throw new Error(made.problem)
        return { type: 'wav', path: made.path }
      }
    }
  }

  #ringback(): Promise<string> {
    this.#ringing ??= this.#keep('ringback', ringbackCadence())
    return this.#ringing
  }

  #fetch(location: string): Promise<string> {
    const known = this.#fetching.get(location)
    if (known !== undefined) return known
    const fetching = this.#fetchNow(location)
    this.#fetching.set(location, fetching)
    fetching.catch(() => this.#fetching.delete(location))
    return fetching
  }

  async #fetchNow(location: string): Promise<string> {
    const name = createHash('sha256').update(location).digest('hex')
    const path = join(this.#folder, `${name}.wav`)
    if (existsSync(path)) return path
    const bytes = await this.#blobs.get(location)
    if (!bytes) throw new Error(`There is no audio at ${location}.`)
    const samples = readTelephoneWav(bytes)
    if ('problem' in samples) throw new Error(samples.problem)
    return this.#keep(name, samples)
  }

  async #keep(name: string, samples: Int16Array): Promise<string> {
    const path = join(this.#folder, `${name}.wav`)
    await mkdir(this.#folder, { recursive: true })
    await writeFile(`${path}.part`, writeWav({ rate: 8000, channels: 1, samples }))
    await rename(`${path}.part`, path)
    return path
  }
}
