// A program of ours that must always run: started, started again when it ends, and ended with us.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify, isAlive, parseIdentity, signal } from '../io/process.ts'
import { CannotStart } from './cannot-start.ts'
import type { Environment } from './configuration.ts'
import { ENGINE } from './engine-flags.ts'
import type { ChildMessage } from './supervised.ts'

export interface ChildOptions {
  /** Shown to people, and the name of its pid file. */
  readonly name: string
  /** The .mjs file to run. */
  readonly program: string
  /** For Node itself. */
  readonly nodeFlags?: readonly string[]
  readonly environment: Environment
  /** When it is not, it may crash as often as it likes before it is ready. True unless said otherwise. */
  readonly isEssential?: boolean
  readonly runFolder: string
  readonly report: (line: string) => void
  /** It has work for another program, which may run already. */
  readonly onWanted?: (program: string) => void
}

/** It must be ready for the first time within this, or say that it is busy. */
const FIRST_READY_MS = 60_000
/** Crashes before it was ever ready, after which we stop trying. */
const FIRST_CRASHES = 3
/** Who lived this long may be started again at once. */
const STEADY_MS = 10_000
const BACKOFF_MS = { first: 20, longest: 5000 }

/** glibc would keep the 16 MB that each hashed password needs: large pieces go back at once, and threads share heaps. */
const FRUGAL = { MALLOC_MMAP_THRESHOLD_: '1000000', MALLOC_ARENA_MAX: '2' }

export class Child {
  readonly #options: ChildOptions
  #process: ChildProcess | undefined
  #restart: NodeJS.Timeout | undefined
  #late: NodeJS.Timeout | undefined
  #busyWith: string | undefined
  #state: 'starting' | 'ready' | 'stopping' = 'starting'
  #quickEnds = 0
  readonly #ready: Promise<readonly string[]>
  #resolve: (lines: readonly string[]) => void = () => undefined
  #reject: (error: CannotStart) => void = () => undefined

  constructor(options: ChildOptions) {
    this.#options = options
    this.#ready = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Resolves with the lines it shows when it is ready for the first time. Throws `CannotStart` when that will never be. */
  start(): Promise<readonly string[]> {
    this.#spawn()
    const { name } = this.#options
    this.#late = setTimeout(
      () => this.#reject(new CannotStart(`The ${name} node is not ready after a minute.`)),
      FIRST_READY_MS,
    )
    return this.#ready.finally(() => clearTimeout(this.#late))
  }

  /** Asks it to end, waits, and ends it. */
  async stop(waitMs: number): Promise<void> {
    this.#state = 'stopping'
    clearTimeout(this.#restart)
    const running = this.#process
    if (!running) return
    const ended = new Promise<void>(resolve => running.once('exit', () => resolve()))
    running.kill('SIGTERM')
    const killer = setTimeout(() => running.kill('SIGKILL'), waitMs)
    await ended
    clearTimeout(killer)
  }

  #spawn(): void {
    const { program, nodeFlags = [], environment, name, runFolder } = this.#options
    const startedAt = performance.now()
    // Its own session, so that Ctrl-C reaches it by way of us and in our order.
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', ...ENGINE, ...nodeFlags, program],
      {
        env: { ...FRUGAL, ...process.env, ...environment },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        detached: true,
      },
    )
    this.#process = child
    let ended = false
    const onEnd = (how: string) => {
      if (ended) return
      ended = true
      this.#ended(how, performance.now() - startedAt)
    }
    child.on('message', message => this.#heard(message as ChildMessage))
    child.once('exit', (code, signalName) => onEnd(signalName ?? `exit code ${code}`))
    child.once('error', error => onEnd(error.message))
    if (child.pid !== undefined) writePid(runFolder, name, child.pid)
  }

  #heard(message: ChildMessage): void {
    if (message.type === 'ready') {
      if (this.#state === 'starting') this.#state = 'ready'
      this.#resolve(message.lines ?? [])
    } else if (message.type === 'busy') {
      if (this.#state === 'starting') this.#late?.refresh()
      if (message.sentence !== this.#busyWith) this.#options.report(message.sentence)
      this.#busyWith = message.sentence
    } else if (message.type === 'wanted') {
      this.#options.onWanted?.(message.program)
    } else if (this.#state === 'starting') {
      this.#state = 'stopping'
      this.#reject(new CannotStart(message.sentence))
    } else {
      // It ran before, so what is in its way may go away again.
      this.#options.report(message.sentence)
    }
  }

  #ended(how: string, livedMs: number): void {
    const { name, runFolder, report, isEssential = true } = this.#options
    this.#process = undefined
    rmSync(pidFile(runFolder, name), { force: true })
    if (this.#state === 'stopping') return
    this.#quickEnds = livedMs < STEADY_MS ? this.#quickEnds + 1 : 0
    if (isEssential && this.#state === 'starting' && this.#quickEnds >= FIRST_CRASHES) {
      this.#reject(new CannotStart(`The ${name} node does not start; its last words are above.`))
      return
    }
    report(`The ${name} node ended unexpectedly (${how}); starting it again.`)
    const waitMs = BACKOFF_MS.first * 2 ** Math.max(0, this.#quickEnds - 2)
    this.#restart = setTimeout(() => this.#spawn(), Math.min(waitMs, BACKOFF_MS.longest))
  }
}

/** Ends what a supervisor that was killed has left behind, so that it does not hold our ports. */
export async function endLeftover(runFolder: string, name: string): Promise<void> {
  const leftover = readPid(runFolder, name)
  if (!leftover || isAlive(leftover) !== true) return
  signal(leftover.pid, 'SIGKILL')
  for (let waited = 0; waited < 2000 && isAlive(leftover) === true; waited += 5) await pause(5)
}

/** For who comes after us, should we be killed. A full disk is no reason to end everything else. */
function writePid(runFolder: string, name: string, pid: number): void {
  const identity = identify(pid)
  if (!identity) return
  try {
    writeFileSync(pidFile(runFolder, name), JSON.stringify(identity), { mode: 0o600 })
  } catch {
    // The child ends by itself when we are gone; without the file that is not waited for.
  }
}

function readPid(runFolder: string, name: string) {
  try {
    return parseIdentity(readFileSync(pidFile(runFolder, name), 'utf8'))
  } catch {
    return undefined // the usual case: it ended in order
  }
}

function pidFile(runFolder: string, name: string): string {
  return join(runFolder, `${name}.pid`)
}
