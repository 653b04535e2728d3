// Blobs as encrypted files in a folder. Each file has a key of its own, wrapped by the master key,
// and is made of chunks that are sealed one by one, so that any part can be read without the rest.
//
//   file   = header chunk*
//   header = "PARLEY1\n" nonce(12) wrapped key(32) tag(16)
//   chunk  = ciphertext(≤ 64 KiB) tag(16)     AES-256-GCM, nonce = chunk number,
//                                             authenticated with the blob's name and whether it is the last
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore } from './blob-store.ts'

const MAGIC = Buffer.from('PARLEY1\n')
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = MAGIC.length + NONCE_BYTES + KEY_BYTES + TAG_BYTES
const CHUNK_BYTES = 65_536
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES

/** Blobs below `folder`, readable only with the master key in `keyFile`, which is made (mode 0600) when there is none. */
export async function openFolderBlobStore(folder: string, keyFile: string): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return new FolderBlobStore(folder, await masterKey(keyFile))
}

class FolderBlobStore implements BlobStore {
  readonly #folder: string
  readonly #masterKey: Buffer

  constructor(folder: string, key: Buffer) {
    this.#folder = folder
    this.#masterKey = key
  }

  async adopt(key: string, path: string): Promise<void> {
    const source = await open(path, 'r')
    try {
      const { size } = await source.stat()
      await this.#write(key, size, (at, length) => readFully(source, at, length))
    } finally {
      await source.close()
    }
    await unlink(path)
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#write(key, bytes.length, async (at, length) => bytes.subarray(at, at + length))
  }

  async get(
    key: string,
    range?: { readonly first: number; readonly last: number },
  ): Promise<Uint8Array | undefined> {
    return await this.#reading(key, async (file, size) => {
      const first = Math.max(0, range?.first ?? 0)
      const last = Math.min(size, (range?.last ?? size) + 1)
      return first < last ? await this.#readPart(key, file, size, first, last) : new Uint8Array(0)
    })
  }

  async size(key: string): Promise<number | undefined> {
    return await this.#reading(key, async (_file, size) => size)
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true })
  }

  async #readPart(key: string, file: FileHandle, size: number, first: number, end: number) {
    const fileKey = await this.#unwrap(key, await readFully(file, 0, HEADER_BYTES))
    const chunks: Buffer[] = []
    const firstChunk = Math.floor(first / CHUNK_BYTES)
    for (let index = firstChunk; index * CHUNK_BYTES < end; index++) {
      const length = Math.min(CHUNK_BYTES, size - index * CHUNK_BYTES) + TAG_BYTES
      const sealed = await readFully(file, HEADER_BYTES + index * SEALED_BYTES, length)
      const last = (index + 1) * CHUNK_BYTES >= size
      chunks.push(unseal(fileKey, chunkNonce(index), chunkName(key, last), sealed))
    }
    const skipped = firstChunk * CHUNK_BYTES
    return Buffer.concat(chunks).subarray(first - skipped, end - skipped)
  }

  /** Complete or not there at all, whatever happens meanwhile. */
  async #write(
    key: string,
    size: number,
    read: (at: number, length: number) => Promise<Uint8Array>,
  ): Promise<void> {
    const path = this.#path(key)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
    try {
      const file = await open(draft, 'wx', 0o600)
      try {
        const fileKey = randomBytes(KEY_BYTES)
        await file.write(this.#wrap(key, fileKey))
        for (let index = 0; index === 0 || index * CHUNK_BYTES < size; index++) {
          const bytes = await read(
            index * CHUNK_BYTES,
            Math.min(CHUNK_BYTES, size - index * CHUNK_BYTES),
          )
          const last = (index + 1) * CHUNK_BYTES >= size
          await file.write(seal(fileKey, chunkNonce(index), chunkName(key, last), bytes))
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
      await syncFolder(dirname(path))
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  async #reading<T>(key: string, work: (file: FileHandle, size: number) => Promise<T>) {
    let file: FileHandle
    try {
      file = await open(this.#path(key), 'r')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
    try {
      const { size } = await file.stat()
      return await work(file, plainSize(size))
    } finally {
      await file.close()
    }
  }

  #wrap(key: string, fileKey: Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES)
    return Buffer.concat([MAGIC, nonce, seal(this.#masterKey, nonce, Buffer.from(key), fileKey)])
  }

  #unwrap(key: string, header: Buffer): Buffer {
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error(`Blob ${key} is damaged.`)
    const body = header.subarray(MAGIC.length)
    const nonce = body.subarray(0, NONCE_BYTES)
    return unseal(this.#masterKey, nonce, Buffer.from(key), body.subarray(NONCE_BYTES))
  }

  /** Keys are relative paths of plain names: nothing that leads out of the folder or hides in it. */
  #path(key: string): string {
    const names = key.split('/')
    if (
      key.length > 900 ||
      !names.every(name => /^[A-Za-z0-9_=@+,-][A-Za-z0-9_=@+,.: -]{0,200}$/.test(name))
    ) {
      throw new Error(`Not a blob key: ${JSON.stringify(key.slice(0, 100))}.`)
    }
    // Recordings carry a time in their keys, and Windows takes no colon in a file's name.
    return join(this.#folder, ...names.map(name => name.replaceAll(':', '%3A')))
  }
}

function seal(key: Buffer, nonce: Buffer, name: Buffer, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(name)
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function unseal(key: Buffer, nonce: Buffer, name: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(name).setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
}

/** Never used twice with one key, for every file has its own and is written once. */
function chunkNonce(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeUIntBE(index, NONCE_BYTES - 6, 6)
  return nonce
}

function chunkName(key: string, last: boolean): Buffer {
  return Buffer.from(`${last ? 'last' : 'more'} ${key}`)
}

/** How long the blob is in a file of this length; an empty blob has one empty chunk. */
function plainSize(fileSize: number): number {
  const body = Math.max(0, fileSize - HEADER_BYTES)
  return Math.max(0, body - Math.ceil(body / SEALED_BYTES) * TAG_BYTES)
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead !== length) throw new Error('The file is shorter than it was.')
  return bytes
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // folders cannot be opened there
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function masterKey(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const found = await readKey(path)
  if (found) return found
  // Two processes may start at once: both offer a key, the first one's is taken.
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.write(randomBytes(KEY_BYTES))
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch(error => {
    if (!isCode(error, 'EEXIST')) throw error
  })
  await unlink(draft)
  await syncFolder(dirname(path))
  const made = await readKey(path)
  if (!made) throw new Error(`The master key ${path} vanished.`)
  return made
}

async function readKey(path: string): Promise<Buffer | undefined> {
  try {
    const key = await readFile(path)
    if (key.length === KEY_BYTES) return key
    throw new Error(
      `The master key ${path} is damaged: it has ${key.length} bytes, not ${KEY_BYTES}.`,
    )
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT')
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
