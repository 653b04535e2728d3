// Text to speech: what is to be said becomes an 8 kHz .wav, kept under the hash of everything that
// shaped it, so that a prompt is spoken once and played a million times.
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { plainText } from '../audio/spoken-text.ts'
import { parseSsml, type SpeechPiece } from '../audio/ssml.ts'
import type { FliteVoice } from './flite.ts'
import type { SpeechAnswer, SpeechOrder } from './speech-message.ts'
import { startWorker } from './worker-thread.ts'

export interface SpeechRequest {
  readonly kind: 'text' | 'ssml'
  readonly text: string
  /** An Amazon voice name: Joanna, Matthew, … */
  readonly voice: string
  readonly language: string
}

export type SpeechResult = { readonly path: string } | { readonly problem: string }

/** Changes when the same text would sound different. */
const VERSION = 'flite-1'
const TEXT_MAX = 6000
const WAITING_MAX = 200
const ANSWER_MAX_MS = 30_000
const IDLE_MAX_MS = 300_000
/** About nine hours of speech. */
const CACHE_BYTES_MAX = 512 * 1024 * 1024
/** A file used so recently may be about to be read. */
const CACHE_REST_MS = 3_600_000

interface Waiting {
  readonly answer: (answer: SpeechAnswer) => void
  readonly timer: NodeJS.Timeout
}

export class Speech {
  readonly #folder: string
  readonly #making = new Map<string, Promise<SpeechResult>>()
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #orders = 0
  #made = 0

  /** `folder` keeps the spoken prompts. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** The path of a finished 16-bit 8 kHz mono .wav, or a sentence saying why there is none. */
  async render(request: SpeechRequest): Promise<SpeechResult> {
    const pieces = piecesOf(request)
    if ('problem' in pieces) return pieces
    const voice = voiceFor(request.voice, request.language)
    const key = createHash('sha256')
      .update(JSON.stringify([VERSION, voice, pieces]))
      .digest('hex')
    const known = this.#making.get(key)
    if (known !== undefined) return known
    const making = this.#make(pieces, voice, join(this.#folder, `${key}.wav`))
    this.#making.set(key, making)
    try {
      return await making
    } finally {
      this.#making.delete(key)
    }
  }

  /** Speaks what will be needed, so that no caller waits for it; answers what could not be said. */
  async warmUp(requests: readonly SpeechRequest[]): Promise<readonly string[]> {
    const problems: string[] = []
    for (const request of requests) {
      const result = await this.render(request)
      if ('problem' in result) problems.push(result.problem)
    }
    return problems
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#worker?.terminate()
  }

  async #make(
    pieces: readonly SpeechPiece[],
    voice: FliteVoice,
    path: string,
  ): Promise<SpeechResult> {
    if (await touch(path)) return { path }
    if (this.#waiting.size >= WAITING_MAX) return { problem: 'too much speech is waiting' }
    await mkdir(this.#folder, { recursive: true })
    const { problem } = await this.#order({ id: ++this.#orders, voice, pieces, path })
    if (problem !== undefined) return { problem }
    if (this.#made++ % 100 === 0) await tidy(this.#folder)
    return { path }
  }

  #order(order: SpeechOrder): Promise<SpeechAnswer> {
    clearTimeout(this.#idle)
    const worker = this.#started()
    return new Promise(answer => {
      const timer = setTimeout(() => this.#fail('the voice took too long'), ANSWER_MAX_MS)
      this.#waiting.set(order.id, { answer, timer })
      worker.postMessage(order)
      worker.ref()
    })
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = startWorker('speech-worker', undefined)
    worker.on('message', (answer: SpeechAnswer) => this.#answered(answer))
    worker.on('error', error => this.#fail(error instanceof Error ? error.message : String(error)))
    worker.on('exit', () => this.#fail('the voice ended'))
    this.#worker = worker
    return worker
  }

  #answered(answer: SpeechAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    clearTimeout(waiting?.timer)
    waiting?.answer(answer)
    if (this.#waiting.size === 0) this.#rest()
  }

  /** An idle thread keeps no process alive and, after a while, no memory. */
  #rest(): void {
    this.#worker?.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#fail('the voice rests'), IDLE_MAX_MS)
    this.#idle.unref()
  }

  /** The thread is lost, with all that waits for it; the next order starts another. */
  #fail(problem: string): void {
    const worker = this.#worker
    this.#worker = undefined
    worker?.removeAllListeners()
    void worker?.terminate()
    for (const id of [...this.#waiting.keys()]) this.#answered({ id, problem })
  }
}

function piecesOf({
  kind,
  text,
}: SpeechRequest): readonly SpeechPiece[] | { readonly problem: string } {
  if (text.length > TEXT_MAX) return { problem: `a prompt has at most ${TEXT_MAX} characters` }
  const read: ReturnType<typeof parseSsml> =
    kind === 'ssml' ? parseSsml(text) : [{ type: 'speech', text, rate: 1, gain: 1 }]
  if ('problem' in read) return read
  return read
    .map(piece => (piece.type === 'pause' ? piece : { ...piece, text: plainText(piece.text) }))
    .filter(piece => piece.type === 'pause' || /[0-9A-Za-z]/.test(piece.text))
}

const MEN = new Set(
  'Matthew Joey Justin Kevin Stephen Gregory Patrick Brian Arthur Geraint Russell Mathieu Remi Liam Hans Daniel Giorgio Adriano Takumi Ricardo Thiago Cristiano Maxim Enrique Sergio Raul Miguel Pedro Andres Jacek Jan Karl Ruben Zayd'.split(
    ' ',
  ),
)

/** The built-in voice closest to an Amazon one. All of them speak English. */
function voiceFor(name: string, language: string): FliteVoice {
  if (!MEN.has(name)) return 'slt'
  return language.startsWith('en-GB') ? 'awb' : 'rms'
}

/** Is the file there? Marks it as used. */
async function touch(path: string): Promise<boolean> {
  const now = new Date()
  try {
    await utimes(path, now, now)
    return true
  } catch {
    return false
  }
}

/** Takes away what was not used for longest when there is too much. */
async function tidy(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.wav'))
  const files = await Promise.all(
    names.map(async name => {
      const path = join(folder, name)
      const { size, mtimeMs } = await stat(path)
      return { path, size, mtimeMs }
    }),
  )
  let excess = files.reduce((sum, { size }) => sum + size, 0) - CACHE_BYTES_MAX
  const oldest = files
    .filter(({ mtimeMs }) => mtimeMs < Date.now() - CACHE_REST_MS)
    .sort((a, b) => a.mtimeMs - b.mtimeMs)
  for (const { path, size } of oldest) {
    if (excess <= 0) return
    excess -= size
    await rm(path, { force: true })
  }
}
