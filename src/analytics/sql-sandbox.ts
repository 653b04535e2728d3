// Queries of people run in processes of their own, one each: a query that takes too long or too much
// is ended with its process, and whatever it did to itself ends with it.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { ArchiveSnapshot } from './archive.ts'
import { TOO_MUCH } from './sql-error.ts'
import type { SqlAnswer, SqlLimits, SqlRefusal, SqlTask } from './sql-message.ts'

export interface SqlSandboxOptions {
  /** Of the history. */
  readonly folder: string
  readonly workerFile: string
  readonly workerFlags: readonly string[]
  readonly memoryMb: number
  readonly threads: number
  /** More wait for their turn, and more than `waitingMax` are refused. */
  readonly atOnce: number
  readonly waitingMax: number
  snapshot(): Promise<ArchiveSnapshot>
}

const CHARACTERS_MAX = 16_000_000
/** Node, DuckDB's own code, and answers on their way. */
const MEMORY_BESIDE_MB = 400
const LOOK_EVERY_MS = 25
const PAGE_BYTES = 4096

export class SqlSandbox {
  readonly #options: SqlSandboxOptions
  readonly #waiting: (() => void)[] = []
  #running = 0
  #names = 0
  #queries = 0
  #refused = 0

  constructor(options: SqlSandboxOptions) {
    this.#options = options
  }

  get figures(): Readonly<Record<string, number>> {
    return {
      analytics_queries: this.#queries,
      analytics_queries_refused: this.#refused,
      analytics_queries_running: this.#running,
    }
  }

  /** Always answers. `signal`: nobody wants to know any more. */
  async run(sql: string, limits: SqlLimits, signal: AbortSignal): Promise<SqlAnswer | SqlRefusal> {
    this.#queries++
    const outcome = await this.#run(sql, limits, signal)
    if ('refused' in outcome) this.#refused++
    return outcome
  }

  async #run(sql: string, limits: SqlLimits, signal: AbortSignal): Promise<SqlAnswer | SqlRefusal> {
    const { atOnce, waitingMax } = this.#options
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= waitingMax) {
        return { refused: 'busy', sentence: 'Too many queries run already; try again later.' }
      }
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    } else this.#running++
    // Whoever ends hands on its place.
    try {
      return signal.aborted ? GONE : await this.#withFiles(sql, limits, signal)
    } catch (error) {
      const sentence = `The query failed: ${error instanceof Error ? error.message : error}`
      return { refused: 'failed', sentence }
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }

  async #withFiles(sql: string, limits: SqlLimits, signal: AbortSignal) {
    const { folder, memoryMb, threads } = this.#options
    const temporaryFolder = join(folder, 'work', `query-${++this.#names}`)
    mkdirSync(temporaryFolder, { recursive: true, mode: 0o700 })
    const { files, release } = await this.#options.snapshot()
    try {
      const task: SqlTask = {
        sql,
        files,
        folder,
        temporaryFolder,
        memoryMb,
        threads,
        rowsMax: limits.rowsMax,
        charactersMax: CHARACTERS_MAX,
      }
      return await this.#inProcess(task, limits.timeMs, signal)
    } finally {
      await release()
      rmSync(temporaryFolder, { recursive: true, force: true })
    }
  }

  async #inProcess(task: SqlTask, timeMs: number, signal: AbortSignal) {
    const { workerFile, workerFlags, memoryMb } = this.#options
    if (signal.aborted) return GONE
    const child = fork(workerFile, [], {
      execArgv: [...workerFlags],
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    giveWay(child)
    return await new Promise<SqlAnswer | SqlRefusal>(resolve => {
      const settle = (outcome: SqlAnswer | SqlRefusal) => {
        clearTimeout(late)
        clearInterval(watch)
        signal.removeEventListener('abort', gone)
        child.kill('SIGKILL')
        resolve(outcome)
      }
      const gone = () => settle(GONE)
      const late = setTimeout(() => settle(tooLong(timeMs)), timeMs)
      const watch = setInterval(() => {
        if (residentMb(child) > memoryMb + MEMORY_BESIDE_MB) settle(TOO_MUCH)
      }, LOOK_EVERY_MS)
      signal.addEventListener('abort', gone)
      child.once('message', outcome => settle(outcome as SqlAnswer | SqlRefusal))
      child.once('exit', () => settle(DIED))
      child.once('error', () => settle(DIED))
      child.send(task, error => {
        if (error) settle(DIED)
      })
    })
  }
}

const GONE: SqlRefusal = { refused: 'failed', sentence: 'Nobody waits for the answer any more.' }
const DIED: SqlRefusal = {
  refused: 'tooMuch',
  sentence: 'The process of the query ended; most likely it needed more memory than there is.',
}

function tooLong(timeMs: number): SqlRefusal {
  const sentence = `The query took longer than ${timeMs / 1000} s; ask for less, or for a shorter time.`
  return { refused: 'tooLong', sentence }
}

/** Calls come first. */
function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or this system has no such thing.
  }
}

/** Where the system does not say, only DuckDB's own limit holds. */
function residentMb({ pid }: ChildProcess): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return (Number(pages) * PAGE_BYTES) / 1_000_000
  } catch {
    // It has ended, or this system has no /proc.
    return 0
  }
}
