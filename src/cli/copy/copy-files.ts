// A copy as files: one JSON file a thing, and sounds by what is in them, in a folder or in a tar. What is
// read is bounded, and names nothing outside.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { sha256Hex } from '../../io/crypto.ts'
import { UseError } from '../command.ts'
import { COPY_KINDS, type CopyKind, type Thing } from './thing.ts'

const FORMAT = 'parley-copy-1'
const FILES_MAX = 100_000
const FILE_BYTES_MAX = 4 * 1024 * 1024
/** What the service takes as a prompt; and of all of them. */
const SOUND_BYTES_MAX = 50 * 1024 * 1024
const SOUNDS_BYTES_MAX = 1024 * 1024 * 1024
const FILE_NAME_MAX = 200
const PATH = /^(?:\.\/)?([a-z-]+)\/([^/\\]+)\.json$/
const SOUND = /^(?:\.\/)?sound\/([0-9a-f]{64})\.wav$/

/** Sounds of prompts, by their SHA-256 in hex. */
export type Sounds = Map<string, Uint8Array>

/** A folder, or a tar (gzipped when the name ends so). */
export async function writeCopy(
  path: string,
  things: readonly Thing[],
  sounds: Sounds = new Map(),
): Promise<void> {
  const files = filesOf(things, sounds)
  if (!isTar(path)) return writeFolder(path, files)
  const tar = pack()
  for (const [name, bytes] of files) tar.entry({ name, mtime: new Date(0) }, Buffer.from(bytes))
  tar.finalize()
  const gzip = /gz$/.test(path) ? [createGzip()] : []
  // What the library makes is a stream in all but its type.
  await pipeline([tar as unknown as Readable, ...gzip, createWriteStream(path, { mode: 0o600 })])
}

/**
 * Throws `UseError` for what is no copy.
 * @param sounds gets those that are in it.
 */
export async function readCopy(
  path: string,
  sounds: Sounds = new Map(),
): Promise<readonly Thing[]> {
  const files = isTar(path) ? await readTar(path) : await readFolder(path)
  if (!files.has('manifest.json'))
    throw new UseError(`${path} holds no copy: it has no manifest.json.`)
  const { format } = parsed('manifest.json', files.get('manifest.json')) as {
    format?: unknown
  }
  if (format !== FORMAT) throw new UseError(`${path} is of another format than ${FORMAT}.`)
  const things = [...files].flatMap(([name, bytes]) => {
    if (name === 'manifest.json') return []
    const [, hash] = SOUND.exec(name) ?? []
    if (hash === undefined) return [thingOf(name, bytes)]
    if (sha256Hex(bytes) !== hash)
      throw new UseError(`${name} is another sound than its name says.`)
    sounds.set(hash, bytes)
    return []
  })
  const seen = new Set<string>()
  for (const { kind, name } of things) {
    const key = `${kind}/${name.toLowerCase()}`
    if (seen.has(key)) throw new UseError(`The copy has two of ${kind} ${name}.`)
    seen.add(key)
  }
  return things
}

function filesOf(
  things: readonly Thing[],
  sounds: Sounds,
): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const sorted = things.map(
    ({ kind, name, document }) =>
      [`${kind}/${fileNameOf(name)}.json`, textOf({ name, ...document })] as const,
  )
  const manifest = ['manifest.json', textOf({ format: FORMAT })] as const
  const played = [...sounds].map(([hash, bytes]) => [`sound/${hash}.wav`, bytes] as const)
  return [manifest, ...[...sorted, ...played].toSorted(([a], [b]) => (a < b ? -1 : 1))]
}

/** Letters beyond ASCII take up to nine characters: file systems have room for some 250. */
function fileNameOf(name: string): string {
  const encoded = encodeURIComponent(name)
  if (encoded.length <= FILE_NAME_MAX) return encoded
  return `${encoded.slice(0, FILE_NAME_MAX - 17)}-${sha256Hex(name).slice(0, 16)}`
}

function textOf(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`)
}

function thingOf(path: string, bytes: Uint8Array): Thing {
  const [, kind = ''] = PATH.exec(path) ?? []
  if (!COPY_KINDS.includes(kind as CopyKind))
    throw new UseError(`${path} is nothing that a copy has.`)
  const { name, ...document } = parsed(path, bytes)
  if (typeof name !== 'string' || name === '') throw new UseError(`${path} has no name.`)
  return { kind: kind as CopyKind, name, document: document as Thing['document'] }
}

function parsed(
  path: string,
  bytes: Uint8Array = new Uint8Array(),
): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>
    }
  } catch {
    // Told below.
  }
  throw new UseError(`${path} holds no JSON object.`)
}

/** Files of things that are there no more go, or they would be made again. */
async function writeFolder(folder: string, files: ReturnType<typeof filesOf>): Promise<void> {
  const kept = new Set(files.map(([name]) => name))
  for (const kind of COPY_KINDS) {
    for (const file of await readdir(join(folder, kind)).catch(() => [])) {
      const isOld = file.endsWith('.json') && !kept.has(`${kind}/${file}`)
      if (isOld) await rm(join(folder, kind, file))
    }
  }
  for (const name of await soundsIn(folder)) if (!kept.has(name)) await rm(join(folder, name))
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes, { mode: 0o600 })
  }
}

async function soundsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(join(folder, 'sound')).catch(() => [])
  return files.map(file => `sound/${file}`).filter(name => SOUND.test(name))
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = ['manifest.json', ...(await soundsIn(folder))]
  for (const kind of COPY_KINDS) {
    const files = await readdir(join(folder, kind)).catch(() => [])
    names.push(...files.filter(file => file.endsWith('.json')).map(file => `${kind}/${file}`))
  }
  const room = new Room()
  const files = new Map<string, Uint8Array>()
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found) continue
    room.take(name, found.size)
    files.set(name, await readFile(path))
  }
  return files
}

async function readTar(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const room = new Room()
  const tar = extract()
  tar.on('entry', ({ name, type, size = 0 }, stream, next) => {
    stream.on('error', () => {}) // the pipeline is told, too
    void (async () => {
      if (type === 'file') {
        if (name !== 'manifest.json' && !PATH.test(name) && !SOUND.test(name)) {
          throw new UseError(`${name} is nothing that a copy has.`)
        }
        room.take(name, size)
        files.set(name.replace(/^\.\//, ''), await bytesIn(stream as unknown as Readable, size))
      } else {
        stream.resume()
      }
    })().then(() => next(), next)
  })
  const gunzip = /gz$/.test(path) ? [createGunzip()] : []
  await pipeline([createReadStream(path), ...gunzip, tar]).catch(error => {
    if (error instanceof UseError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new UseError(`There is no ${path}.`)
    throw new UseError(`${path} is no tar: ${error instanceof Error ? error.message : error}`)
  })
  return files
}

/** No more than the tar has said. */
async function bytesIn(stream: Readable, size: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > size) throw new UseError('The tar is broken: a file is larger than it says.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What a copy may have at most, file by file. */
class Room {
  #files = 0
  #soundBytes = 0

  take(name: string, bytes: number): void {
    const isSound = SOUND.test(name)
    const most = isSound ? SOUND_BYTES_MAX : FILE_BYTES_MAX
    if (bytes > most) throw new UseError(`A file of a copy has at most ${most} bytes.`)
    this.#files++
    if (isSound) this.#soundBytes += bytes
    if (this.#files > FILES_MAX) throw new UseError(`A copy has at most ${FILES_MAX} files.`)
    if (this.#soundBytes > SOUNDS_BYTES_MAX) {
      throw new UseError(`The sounds of a copy have at most ${SOUNDS_BYTES_MAX} bytes.`)
    }
  }
}

function isTar(path: string): boolean {
  return /\.(tar|tgz|tar\.gz)$/.test(path)
}
