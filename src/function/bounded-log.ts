// A file of lines that never grows beyond twice its limit: the older half is the file with `.1`.
import { appendFile, rename, stat } from 'node:fs/promises'

const BYTES_MAX = 1024 * 1024
/** More than that has no time to be written, and is dropped. */
const WAITING_MAX = 1024 * 1024

export class BoundedLog {
  readonly #path: string
  #waiting = ''
  #bytes: number | undefined
  #writing: Promise<void> | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Adds text as it is. */
  write(text: string): void {
    if (this.#waiting.length + text.length > WAITING_MAX) return
    this.#waiting += text
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = undefined
    })
  }

  /** Resolves when all of it is written. */
  async written(): Promise<void> {
    await this.#writing
  }

  async #drain(): Promise<void> {
    while (this.#waiting !== '') {
      const text = this.#waiting
      this.#waiting = ''
      try {
        await this.#append(text)
      } catch {
        // A full disk must not end a function; its words are lost.
      }
    }
  }

  async #append(text: string): Promise<void> {
    this.#bytes ??= await sizeOf(this.#path)
    if (this.#bytes > BYTES_MAX) {
      await rename(this.#path, `${this.#path}.1`)
      this.#bytes = 0
    }
    await appendFile(this.#path, text, { mode: 0o600 })
    this.#bytes += Buffer.byteLength(text)
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0 // not there yet
  }
}
