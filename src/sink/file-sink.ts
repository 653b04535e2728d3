// Files of this machine: `<folder>/<kind>/<YYYY-MM-DD>.ndjson`, one JSON text per line, days in UTC. A
// note beside them says how long each was when the position was stored; after a crash they are cut
// back to that, so that nothing stands in them twice or in half.
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EVENT_KINDS } from '../core/directory/event-sink.ts'
import type { Instant } from '../core/instant.ts'
import type { Delivery } from './delivery.ts'
import type { Sink } from './sink.ts'

/** A file that is longer is followed by another one of the day. */
const FILE_MAX_BYTES = 256_000_000
const DAY_MS = 86_400_000

export interface FileSinkOptions {
  readonly folder: string
  /** Days after which files are deleted; 0 keeps them. */
  readonly keepDays: number
  readonly fileMaxBytes?: number
}

interface Note {
  /** Everything up to this entry, of this time, is in the files. */
  readonly seq: number
  readonly at: Instant
  /** What of the files is safe, in bytes, by name under the folder. */
  readonly lengths: Readonly<Record<string, number>>
}

interface OpenFile {
  readonly handle: FileHandle
  /** With what was written since the last note. */
  length: number
  safe: number
}

export class FileSink implements Sink {
  readonly #options: FileSinkOptions
  readonly #files = new Map<string, OpenFile>()
  #note: Note | undefined
  #newest: Instant = 0
  #sweptDay = ''

  constructor(options: FileSinkOptions) {
    this.#options = options
  }

  async deliver(deliveries: readonly Delivery[]): Promise<void> {
    const note = this.#note ?? (await this.#cutBack())
    const lines = new Map<string, string[]>()
    for (const { seq, kind, at, body } of deliveries) {
      // Noted, but the outbox was not told any more.
      if (seq <= note.seq && at <= note.at) continue
      const day = `${kind}/${dayOf(at)}`
      lines.set(day, [...(lines.get(day) ?? []), `${body}\n`])
      this.#newest = Math.max(this.#newest, at)
    }
    const files = new Map<OpenFile, Buffer>()
    for (const [day, texts] of lines)
      files.set(await this.#fileFor(day), Buffer.from(texts.join('')))
    // What a full disk leaves in half is written over, for nothing counts before all of it is there.
    for (const [{ handle, length }, data] of files) await writeAll(handle, data, length)
    for (const [file, data] of files) file.length += data.length
  }

  async settle(seq: number): Promise<void> {
    if (this.#note === undefined) return // nothing was ever written
    for (const file of this.#files.values()) {
      if (file.length > file.safe) await file.handle.datasync()
      file.safe = file.length
    }
    await this.#writeNote({ seq, at: this.#newest })
    await this.#closeFormerDays()
    await this.#sweep()
  }

  async close(): Promise<void> {
    for (const { handle } of this.#files.values()) await handle.close()
    this.#files.clear()
  }

  async #fileFor(day: string): Promise<OpenFile> {
    const { fileMaxBytes = FILE_MAX_BYTES } = this.#options
    for (let number = 0; ; number++) {
      const name = `${day}${number === 0 ? '' : `.${number}`}.ndjson`
      const file = this.#files.get(name) ?? (await this.#openFile(name))
      if (file.length < fileMaxBytes) return file
    }
  }

  async #openFile(name: string): Promise<OpenFile> {
    const path = join(this.#options.folder, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const handle = await openForWriting(path)
    const { size } = await handle.stat()
    const file: OpenFile = { handle, length: size, safe: size }
    this.#files.set(name, file)
    try {
      // Before anything is written, so that it can be cut back.
      await this.#writeNote({})
    } catch (error) {
      this.#files.delete(name)
      await handle.close()
      throw error
    }
    return file
  }

  /** What was written after the last note may not be whole, and will be told again. */
  async #cutBack(): Promise<Note> {
    const note = await this.#readNote()
    for (const [name, length] of Object.entries(note.lengths)) {
      const handle = await open(join(this.#options.folder, name), 'r+').catch(whenMissing)
      if (handle === undefined) continue
      await handle.truncate(Math.min(length, (await handle.stat()).size))
      await handle.close()
    }
    this.#newest = note.at
    this.#note = note
    return note
  }

  async #readNote(): Promise<Note> {
    const text = await readFile(join(this.#options.folder, NOTE), 'utf8').catch(whenMissing)
    return text === undefined ? { seq: 0, at: 0, lengths: {} } : (JSON.parse(text) as Note)
  }

  async #writeNote(news: Partial<Note>): Promise<void> {
    const former = this.#note ?? { seq: 0, at: 0 }
    const safe = [...this.#files].map(([name, file]) => [name, file.safe])
    const note: Note = { ...former, ...news, lengths: Object.fromEntries(safe) }
    const path = join(this.#options.folder, NOTE)
    const file = await open(`${path}.new`, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(note))
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(`${path}.new`, path)
    this.#note = note
  }

  async #closeFormerDays(): Promise<void> {
    for (const [name, { handle }] of this.#files) {
      if (name.includes(dayOf(this.#newest))) continue
      await handle.close()
      this.#files.delete(name)
    }
  }

  /** Once a day, what is old enough goes. */
  async #sweep(): Promise<void> {
    const { folder, keepDays } = this.#options
    const today = dayOf(this.#newest)
    if (keepDays === 0 || today === this.#sweptDay) return
    this.#sweptDay = today
    const oldest = dayOf(this.#newest - keepDays * DAY_MS)
    for (const kind of EVENT_KINDS) {
      const names = (await readdir(join(folder, kind)).catch(whenMissing)) ?? []
      for (const name of names) if (name < oldest) await rm(join(folder, kind, name))
    }
  }
}

const NOTE = 'position.json'

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10)
}

async function openForWriting(path: string): Promise<FileHandle> {
  const handle = await open(path, 'r+').catch(whenMissing)
  return handle ?? open(path, 'wx', 0o600)
}

async function writeAll(handle: FileHandle, data: Buffer, position: number): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await handle.write(data, done, data.length - done, position + done)
    done += bytesWritten
  }
}

function whenMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
