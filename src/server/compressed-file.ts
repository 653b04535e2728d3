// Files of the pages as browsers take them: compressed once, then kept.
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXTS = ['.html', '.js', '.css', '.svg', '.json']
/** Twice as fast as the best, and within a few per cent of it. */
const QUALITY = 9

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Smallest first. Browsers take Brotli over secure connections only. */
const ENCODINGS: Readonly<Record<string, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: bytes => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
  gzip: bytes => zip(bytes, { level: QUALITY }),
}

export interface FileBytes {
  readonly bytes: Uint8Array
  /** All forms are the same file: caches must know that what is asked decides. */
  readonly headers: Readonly<Record<string, string>>
}

export class CompressedFiles {
  readonly #kept = new Map<string, { readonly changedAt: number; readonly bytes: Uint8Array }>()

  /** `accepts`: the request's `accept-encoding`. Rejects when there is no such file. */
  async read(path: string, accepts = ''): Promise<FileBytes> {
    if (!TEXTS.includes(extname(path))) return { bytes: await readFile(path), headers: {} }
    const accepted = accepts.split(',').map(each => each.trim().split(';')[0])
    const encoding = Object.keys(ENCODINGS).find(each => accepted.includes(each))
    const headers = { vary: 'accept-encoding' }
    if (encoding === undefined) return { bytes: await readFile(path), headers }
    const bytes = await this.#compressed(path, encoding)
    return { bytes, headers: { ...headers, 'content-encoding': encoding } }
  }

  async #compressed(path: string, encoding: string): Promise<Uint8Array> {
    const { mtimeMs: changedAt } = await stat(path)
    const key = `${encoding} ${path}`
    const kept = this.#kept.get(key)
    if (kept?.changedAt === changedAt) return kept.bytes
    const file = await readFile(path)
    const bytes = (await ENCODINGS[encoding]?.(file)) ?? file
    this.#kept.set(key, { changedAt, bytes })
    return bytes
  }
}
