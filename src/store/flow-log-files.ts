// The flow log as files: one line of JSON per entry, a file per day (UTC) and more when it grows
// large. Whoever writes never waits: lines go to a bounded buffer, and those that find it full,
// because the disk is slow or gone, are counted and dropped.
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../core/instant.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { Clock } from '../io/clock.ts'

const BUFFER_CHARACTERS_MAX = 8_000_000
const FLUSH_AFTER_MS = 250
const FILE_BYTES_MAX = 64_000_000
const ALL_BYTES_MAX = 2_000_000_000
const DAY_MS = 86_400_000
/** More than the last lines of one moment have. */
const TAIL_BYTES = 1_000_000
const CHUNK_BYTES = 1_000_000
const NEW_LINE = 0x0a
const FILE_NAME = /^(\d{4}-\d\d-\d\d)(?:\.(\d+))?\.ndjson$/

export interface FlowLogOptions {
  readonly folder: string
  readonly clock: Clock
  /** Days after which files are deleted; 0 keeps no log at all. */
  readonly days: number
  /** Told when the disk refuses, once until it takes lines again. */
  failed(error: unknown): void
  /** For tests. */
  readonly bufferCharactersMax?: number
  readonly fileBytesMax?: number
}

/** Opens the log for writing, knowing what was written before. */
export async function openFlowLogFiles(options: FlowLogOptions): Promise<FlowLogFiles> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const names = await fileNames(options.folder)
  const last = names.at(-1)
  const known = last === undefined ? [] : await lastMoment(join(options.folder, last))
  const files = new FlowLogFiles(options, known)
  await files.tidy()
  return files
}

export class FlowLogFiles {
  readonly #options: FlowLogOptions
  /** What was written of the last moment before this process: a replay brings it again. */
  readonly #known: ReadonlySet<string>
  readonly #knownUntil: Instant
  #lines: { readonly day: string; readonly text: string }[] = []
  #characters = 0
  #flushing: Promise<void> | undefined
  #cancelTimer: (() => void) | undefined
  #tidiedOn = ''
  #isFailing = false
  #written = 0
  #dropped = 0

  constructor(options: FlowLogOptions, known: readonly string[]) {
    this.#options = options
    this.#known = new Set(known)
    const until = known[0] === undefined ? 0 : momentOf(known[0])
    // A file from a clock that was ahead says nothing of what has been written.
    this.#knownUntil = until > options.clock.now() + DAY_MS ? 0 : until
  }

  get figures(): Readonly<Record<string, number>> {
    return { flow_log_lines: this.#written, flow_log_dropped: this.#dropped }
  }

  write(at: Instant, entry: JsonObject): void {
    if (this.#options.days === 0 || at < this.#knownUntil) return
    const text = JSON.stringify(entry)
    if (at === this.#knownUntil && this.#known.has(text)) return
    const max = this.#options.bufferCharactersMax ?? BUFFER_CHARACTERS_MAX
    if (this.#characters + text.length > max) {
      this.#dropped++
      return
    }
    this.#characters += text.length
    this.#lines.push({ day: dayOf(at), text })
    this.#arm()
  }

  /** Writes down what there is. */
  async close(): Promise<void> {
    this.#cancelTimer?.()
    await this.#flush()
    if (this.#lines.length > 0) await this.#flush()
  }

  /** Deletes what is too old, and the oldest of what is too much. */
  async tidy(): Promise<void> {
    const { folder, clock, days } = this.#options
    this.#tidiedOn = dayOf(clock.now())
    const oldest = dayOf(clock.now() - days * DAY_MS)
    let bytes = 0
    for (const name of (await fileNames(folder)).reverse()) {
      const path = join(folder, name)
      bytes += (await stat(path)).size
      if (name.slice(0, oldest.length) < oldest || bytes > ALL_BYTES_MAX) await rm(path)
    }
  }

  #arm(): void {
    if (this.#cancelTimer !== undefined || this.#flushing !== undefined) return
    const { clock } = this.#options
    this.#cancelTimer = clock.schedule(clock.now() + FLUSH_AFTER_MS, () => {
      void this.#flush()
    })
  }

  #flush(): Promise<void> {
    this.#cancelTimer = undefined
    this.#flushing ??= this.#flushOnce().finally(() => {
      this.#flushing = undefined
      if (this.#lines.length > 0) this.#arm()
    })
    return this.#flushing
  }

  async #flushOnce(): Promise<void> {
    const lines = this.#lines
    this.#lines = []
    try {
      for (const [day, texts] of byDay(lines)) await this.#append(day, texts)
      this.#written += lines.length
      this.#isFailing = false
      if (dayOf(this.#options.clock.now()) !== this.#tidiedOn) await this.tidy()
    } catch (error) {
      // Losing lines is better than keeping a centre from its calls.
      this.#dropped += lines.length
      if (!this.#isFailing) this.#options.failed(error)
      this.#isFailing = true
    }
    for (const { text } of lines) this.#characters -= text.length
  }

  async #append(day: string, texts: readonly string[]): Promise<void> {
    const { folder } = this.#options
    const name = (await fileNames(folder)).filter(each => each.startsWith(day)).at(-1)
    const isFull =
      name !== undefined &&
      (await stat(join(folder, name))).size >= (this.#options.fileBytesMax ?? FILE_BYTES_MAX)
    const chosen = name === undefined || isFull ? nextName(day, name) : name
    await appendFile(join(folder, chosen), `${texts.join('\n')}\n`, { mode: 0o600 })
  }
}

/** The entries of one contact, in the order of their time. */
export async function* readFlowLog(folder: string, contactId: string): AsyncIterable<JsonObject> {
  for (const name of await fileNames(folder)) {
    for await (const line of linesWith(contactId, join(folder, name))) {
      const entry = parsed(line)
      if (entry?.ContactId === contactId) yield entry
    }
  }
}

/** Most lines are of other contacts: those are passed over without being looked at. */
async function* linesWith(words: string, path: string): AsyncIterable<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    const end = bytes.lastIndexOf(NEW_LINE) + 1
    const lines = bytes.subarray(0, end)
    for (let at = lines.indexOf(words); at >= 0; ) {
      const last = lines.indexOf(NEW_LINE, at)
      yield lines.toString('utf8', lines.lastIndexOf(NEW_LINE, at) + 1, last)
      at = lines.indexOf(words, last)
    }
    rest = bytes.subarray(end)
  }
}

/** Files of the log, oldest first. */
async function fileNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .map(name => FILE_NAME.exec(name))
    .filter(match => match !== null)
    .sort((a, b) => (a[1] ?? '').localeCompare(b[1] ?? '') || partOf(a) - partOf(b))
    .map(match => match[0])
}

function partOf(match: RegExpExecArray): number {
  return Number(match[2] ?? 1)
}

function nextName(day: string, last: string | undefined): string {
  const match = last === undefined ? null : FILE_NAME.exec(last)
  return match ? `${day}.${partOf(match) + 1}.ndjson` : `${day}.ndjson`
}

/** The last lines that were written, all of the same moment. */
async function lastMoment(path: string): Promise<string[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL_BYTES)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    const lines = buffer
      .toString('utf8')
      .split('\n')
      .filter(line => parsed(line))
    const last = lines.at(-1)
    return last === undefined ? [] : lines.filter(line => momentOf(line) === momentOf(last))
  } finally {
    await file.close()
  }
}

function momentOf(line: string): Instant {
  return Date.parse(String(parsed(line)?.Timestamp))
}

/** A line that was cut off by a sudden end is none. */
function parsed(line: string): JsonObject | undefined {
  try {
    const json = JSON.parse(line) as Json
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}

function byDay(
  lines: readonly { readonly day: string; readonly text: string }[],
): Map<string, string[]> {
  const days = new Map<string, string[]>()
  for (const { day, text } of lines) {
    const texts = days.get(day) ?? []
    days.set(day, texts)
    texts.push(text)
  }
  return days
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10)
}
