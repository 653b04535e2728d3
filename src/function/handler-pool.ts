// The functions of this machine: a folder with a subfolder for each, holding `index.mjs`, `.js` or
// `.cjs`. Processes are kept warm, limited in number, and replaced when a file changes.
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BoundedLog } from './bounded-log.ts'
import type { HandlerCall, HandlerOutcome } from './handler-call.ts'
import { HandlerProcess } from './handler-process.ts'
import { Turns } from './turns.ts'

export interface HandlerPoolOptions {
  /** Where the functions are. Need not exist. */
  readonly folder: string
  /** Where handlers may write: emptied at the start. */
  readonly scratchFolder: string
  readonly logFolder: string
  readonly workerFile: string
  readonly region: string
  /** Processes at once. */
  readonly processesMax: number
  readonly idleMs?: number
}

const INDEX_FILES = ['index.mjs', 'index.js', 'index.cjs']
const NAME = /^[A-Za-z0-9_-]{1,140}$/
/** A warm process nobody wants for so long goes. */
const IDLE_MS = 5 * 60_000
const SWEEP_MS = 1000
/** How long what was seen of a folder is believed. */
const VERSION_HOLDS_MS = 200
/** Files beyond those are not looked at for changes. */
const FILES_WATCHED_MAX = 500

/** Is there a function of this name in the folder? */
export function hasFunction(folder: string, name: string): boolean {
  return NAME.test(name) && INDEX_FILES.some(file => existsSync(join(folder, name, file)))
}

/** Names of the functions in the folder. */
export function functionNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => hasFunction(folder, name))
  } catch {
    return [] // no folder, no functions
  }
}

export class HandlerPool {
  readonly #options: HandlerPoolOptions
  readonly #idle = new Map<string, HandlerProcess[]>()
  readonly #busy = new Set<HandlerProcess>()
  readonly #turns: Turns
  readonly #logs = new Map<string, BoundedLog>()
  readonly #versions = new Map<string, { readonly at: number; readonly version: string }>()
  readonly #sweeper: NodeJS.Timeout
  #made = 0

  constructor(options: HandlerPoolOptions) {
    this.#options = options
    this.#turns = new Turns(options.processesMax)
    rmSync(options.scratchFolder, { recursive: true, force: true })
    mkdirSync(options.logFolder, { recursive: true, mode: 0o700 })
    const idleMs = options.idleMs ?? IDLE_MS
    this.#sweeper = setInterval(() => this.#sweep(idleMs), SWEEP_MS)
    this.#sweeper.unref()
  }

  /** Calls a function, when a process is free for it. Always resolves, within the time limit. */
  async invoke(call: HandlerCall): Promise<HandlerOutcome> {
    const endsAt = performance.now() + call.timeLimitMs
    if (!hasFunction(this.#options.folder, call.name)) return missing(call.name)
    if (!(await this.#turns.take(call.timeLimitMs))) {
      return { ok: false, why: 'busy', message: 'Every process was busy all the time.' }
    }
    try {
      return await this.#run(call, endsAt)
    } catch (error) {
      // The folder went while we looked, or the system lets us have no more processes.
      return { ok: false, why: 'failed', message: String(error) }
    } finally {
      this.#turns.giveBack()
    }
  }

  /** Ends every process. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper)
    for (const process of [...this.#busy, ...[...this.#idle.values()].flat()]) process.end()
    this.#idle.clear()
    await Promise.all([...this.#logs.values()].map(log => log.written()))
  }

  async #run(call: HandlerCall, endsAt: number): Promise<HandlerOutcome> {
    const process = this.#take(call)
    const log = this.#log(call.name)
    const startedAt = performance.now()
    log.write(`${new Date().toISOString()} ${call.requestId} begins\n`)
    const outcome = await process.call(call, Math.max(1, endsAt - startedAt))
    const tookMs = Math.round(performance.now() - startedAt)
    const ending = outcome.ok ? 'ends' : `${outcome.why}: ${outcome.message}`
    log.write(`${new Date().toISOString()} ${call.requestId} ${ending} (${tookMs} ms)\n`)
    this.#giveBack(call.name, process)
    return outcome
  }

  get #count(): number {
    return this.#busy.size + [...this.#idle.values()].reduce((sum, each) => sum + each.length, 0)
  }

  #take(call: HandlerCall): HandlerProcess {
    const version = `${this.#version(call.name)} ${JSON.stringify([call.memoryMegabytes, call.environment])}`
    const idle = this.#idle.get(call.name) ?? []
    this.#idle.set(call.name, idle)
    for (let process = idle.pop(); process; process = idle.pop()) {
      if (process.isFit && process.version === version) {
        this.#busy.add(process)
        return process
      }
      process.end()
    }
    if (this.#count >= this.#options.processesMax) this.#endOneIdle()
    const process = this.#make(call, version)
    this.#busy.add(process)
    return process
  }

  #make({ name, memoryMegabytes, environment }: HandlerCall, version: string): HandlerProcess {
    const { folder, scratchFolder, workerFile, region } = this.#options
    return new HandlerProcess({
      name,
      version,
      memoryMegabytes,
      environment,
      workerFile: realpathSync(workerFile),
      region,
      folder: realpathSync(join(folder, name)),
      scratch: join(scratchFolder, `${name}-${++this.#made}`),
      printed: text => this.#log(name).write(text),
    })
  }

  #giveBack(name: string, process: HandlerProcess): void {
    this.#busy.delete(process)
    if (process.isFit) this.#idle.get(name)?.push(process)
    else process.end()
  }

  /** The one that has been idle longest makes room for another function. */
  #endOneIdle(): void {
    const oldest = [...this.#idle.values()]
      .flatMap(each => each.slice(0, 1))
      .sort((a, b) => a.idleSince - b.idleSince)[0]
    if (!oldest) return
    for (const each of this.#idle.values()) {
      if (each[0] === oldest) each.shift()
    }
    oldest.end()
  }

  #sweep(idleMs: number): void {
    const before = performance.now() - idleMs
    for (const [name, processes] of this.#idle) {
      this.#idle.set(
        name,
        processes.filter(process => {
          process.checkIdle()
          if (process.isFit && process.idleSince > before) return true
          process.end()
          return false
        }),
      )
    }
  }

  #log(name: string): BoundedLog {
    const log = this.#logs.get(name) ?? new BoundedLog(join(this.#options.logFolder, `${name}.log`))
    this.#logs.set(name, log)
    return log
  }

  /** Changes whenever a file of the function does. */
  #version(name: string): string {
    const known = this.#versions.get(name)
    if (known && performance.now() - known.at < VERSION_HOLDS_MS) return known.version
    const files = filesIn(join(this.#options.folder, name)).slice(0, FILES_WATCHED_MAX)
    const version = files.map(versionOf).join(' ')
    this.#versions.set(name, { at: performance.now(), version })
    return version
  }
}

function missing(name: string): HandlerOutcome {
  return { ok: false, why: 'missing', message: `There is no function ${name} in the folder.` }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

function versionOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path)
    return `${mtimeMs}/${size}/${ino}`
  } catch {
    return '' // it has just gone
  }
}
