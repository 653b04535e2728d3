// One process with one function's handler in it, which serves one call after the other. It may read
// the function's folder and write to a scratch folder, nothing else; it starts no program and no
// thread; its memory is watched; and it is killed when a call takes too long.
import { type ChildProcess, fork } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import type { Json } from '../core/json.ts'
import type { HandlerCall, HandlerOutcome } from './handler-call.ts'

export interface HandlerProcessOptions {
  /** The function's folder, without symbolic links. */
  readonly folder: string
  /** Its own, made and removed with it. */
  readonly scratch: string
  readonly workerFile: string
  readonly region: string
  /** Of whom it was made: another version or other settings want another process. */
  readonly version: string
  readonly memoryMegabytes: number
  readonly environment: Readonly<Record<string, string>>
  readonly name: string
  /** What it prints. */
  printed(text: string): void
}

/** What Node itself needs beside the heap. */
const NODE_MEGABYTES = 96
const CHECK_MS = 100
/** What it may keep in its scratch folder: the disk is the journal's too. */
const SCRATCH_BYTES_MAX = 256 * 1024 * 1024
/** Processor time that one may use while it is idle; then it is ended. */
const IDLE_SECONDS_MAX = 0.5
/** Calls in progress come first: their sound must be in time, and a function's answer need not. */
const NICENESS = 5
/** A handler that gets round the limit of its own process and prints on is stopped. */
const PRINTED_MAX = 1024 * 1024
/** proc(5): statm counts in pages. */
const PAGE_BYTES = 4096
/** stat(2): blocks are of 512 bytes, whatever the file system's are. */
const BLOCK_BYTES = 512

interface Answer {
  readonly id: string
  readonly json?: unknown
  readonly error?: unknown
  readonly residentBytes?: unknown
}

interface Waiting {
  readonly id: string
  settle(outcome: HandlerOutcome): void
}

export class HandlerProcess {
  readonly version: string
  /** When it served last, for those who clear up. */
  idleSince = performance.now()
  readonly #options: HandlerProcessOptions
  readonly #child: ChildProcess
  #waiting: Waiting | undefined
  #printed = 0
  #ended = false
  /** Why we killed it, when we did. */
  #killedFor: HandlerOutcome | undefined
  #tired = false
  #idleFrom: { readonly since: number; readonly seconds: number } | undefined

  constructor(options: HandlerProcessOptions) {
    this.#options = options
    this.version = options.version
    mkdirSync(options.scratch, { recursive: true, mode: 0o700 })
    this.#child = fork(options.workerFile, [], {
      cwd: options.folder,
      execArgv: nodeArguments(options),
      env: environmentOf(options),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child.on('message', message => this.#heard(message as Partial<Answer> | null))
    this.#child.once('exit', (code, signal) => this.#exited(signal ?? `exit code ${code}`))
    this.#child.once('error', error => this.#exited(error.message))
    this.#child.stdout?.on('data', chunk => this.#print(chunk as Buffer))
    this.#child.stderr?.on('data', chunk => this.#print(chunk as Buffer))
    standBack(this.#child.pid)
  }

  /** May it be given another call? */
  get isFit(): boolean {
    return !this.#ended && !this.#tired
  }

  /** One at a time. Always resolves. */
  call(call: HandlerCall, timeLimitMs: number): Promise<HandlerOutcome> {
    return new Promise(resolve => {
      const limit = setTimeout(
        () => this.#kill({ ok: false, why: 'timeUp', message: 'It took too long.' }),
        timeLimitMs,
      )
      const check = setInterval(() => this.#check(), CHECK_MS)
      this.#printed = 0
      const settle = (outcome: HandlerOutcome) => {
        clearTimeout(limit)
        clearInterval(check)
        this.#waiting = undefined
        this.idleSince = performance.now()
        resolve(outcome)
      }
      this.#waiting = { id: call.requestId, settle }
      if (this.#ended) return this.#settle(died('its process could not start'))
      this.#child.send(messageFor(call, this.#options, timeLimitMs), error => {
        if (error) this.#settle(died(error.message))
      })
    })
  }

  end(): void {
    this.#tired = true
    if (!this.#ended) this.#child.kill('SIGKILL')
  }

  #settle(outcome: HandlerOutcome): void {
    this.#waiting?.settle(outcome)
  }

  /** It is not trusted: whatever is not an answer to the call that goes on is ignored. */
  #heard(answer: Partial<Answer> | null): void {
    if (answer?.id === undefined || answer.id !== this.#waiting?.id) return
    const used = Number(answer.residentBytes)
    if (!(used < this.#residentMax * 0.8)) this.#tired = true
    this.#settle(outcomeOf(answer))
  }

  #kill(why: HandlerOutcome): void {
    this.#killedFor ??= why
    this.#tired = true
    this.#child.kill('SIGKILL')
  }

  #exited(how: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#settle(this.#killedFor ?? died(how))
    rmSync(this.#options.scratch, { recursive: true, force: true })
  }

  #print(chunk: Buffer): void {
    this.#printed += chunk.length
    if (this.#printed > PRINTED_MAX) {
      this.#kill({ ok: false, why: 'failed', message: 'It printed too much.' })
    } else this.#options.printed(chunk.toString('utf8'))
  }

  get #residentMax(): number {
    return (this.#options.memoryMegabytes + NODE_MEGABYTES) * 1024 * 1024
  }

  /** What nobody calls should rest: whatever still works there, or grows, is not wanted. */
  checkIdle(): void {
    const seconds = processorSeconds(this.#child.pid)
    if (seconds !== undefined) {
      // The first look since it has been idle.
      if (this.#idleFrom?.since !== this.idleSince) {
        this.#idleFrom = { since: this.idleSince, seconds }
      }
      if (seconds - this.#idleFrom.seconds > IDLE_SECONDS_MAX) this.end()
    }
    this.#check()
  }

  /** `--max-old-space-size` sees the heap alone; buffers and files are outside of it. */
  #check(): void {
    const bytes = residentBytes(this.#child.pid)
    if (bytes !== undefined && bytes > this.#residentMax) {
      this.#kill({ ok: false, why: 'failed', message: 'It used more memory than it may.' })
    } else if (bytesIn(this.#options.scratch) > SCRATCH_BYTES_MAX) {
      this.#kill({ ok: false, why: 'failed', message: 'It filled its scratch folder.' })
    }
  }
}

function messageFor(call: HandlerCall, { folder }: HandlerProcessOptions, timeLimitMs: number) {
  return {
    id: call.requestId,
    folder,
    event: call.event,
    timeLimitMs,
    context: {
      functionName: call.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: call.arn,
      memoryLimitInMB: String(call.memoryMegabytes),
      awsRequestId: call.requestId,
      logGroupName: `/aws/lambda/${call.name}`,
      logStreamName: call.requestId,
    },
  }
}

function outcomeOf({ json, error }: Partial<Answer>): HandlerOutcome {
  if (typeof json !== 'string') {
    return { ok: false, why: 'failed', message: String(error ?? 'It failed.').slice(0, 500) }
  }
  try {
    return { ok: true, result: JSON.parse(json) as Json }
  } catch {
    return { ok: false, why: 'failed', message: 'It answered with something that is no JSON.' }
  }
}

function died(how: string): HandlerOutcome {
  return { ok: false, why: 'died', message: `Its process ended: ${how}.` }
}

/** Node's permission model: the function's folder and what functions share can be read, no more. */
function nodeArguments(options: HandlerProcessOptions): string[] {
  const { folder, scratch, workerFile, memoryMegabytes } = options
  const readable = [
    workerFile,
    join(folder, '*'),
    join(dirname(folder), 'node_modules', '*'),
    join(dirname(folder), 'shared', '*'),
    join(scratch, '*'),
  ]
  return [
    PERMISSION,
    ...readable.map(path => `--allow-fs-read=${path}`),
    `--allow-fs-write=${join(scratch, '*')}`,
    known('--allow-net'),
    // Node 20 asks for it where later versions look at the source by themselves.
    known('--experimental-detect-module'),
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${memoryMegabytes}`,
  ].filter(argument => argument !== undefined)
}

/** Node 22.13 and 23.5 gave it its name. */
const PERMISSION =
  isAtLeast(23, 5) || (isAtLeast(22, 13) && !isAtLeast(23, 0))
    ? '--permission'
    : '--experimental-permission'

function isAtLeast(major: number, minor: number): boolean {
  const [ourMajor = 0, ourMinor = 0] = process.versions.node.split('.').map(Number)
  return ourMajor > major || (ourMajor === major && ourMinor >= minor)
}

function known(flag: string): string | undefined {
  return process.allowedNodeEnvironmentFlags.has(flag) ? flag : undefined
}

/** None of ours: secrets of the centre are no business of a handler. */
function environmentOf(options: HandlerProcessOptions): Record<string, string> {
  const { folder, scratch, region, name, memoryMegabytes, environment } = options
  return {
    HOME: scratch,
    TMPDIR: scratch,
    LANG: 'C.UTF-8',
    TZ: ':UTC',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    LAMBDA_TASK_ROOT: folder,
    ...environment,
  }
}

function residentBytes(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return Number(pages) * PAGE_BYTES
  } catch {
    return undefined // it has just ended
  }
}

/** Processor time used so far. */
function processorSeconds(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  try {
    // proc(5): after the name in parentheses, utime and stime are fields 14 and 15, in 1/100 s.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return undefined // it has just ended
  }
}

function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map(entry => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? bytesIn(path) : lstatSync(path).blocks * BLOCK_BYTES
      })
      .reduce((sum, bytes) => sum + bytes, 0)
  } catch {
    return 0 // what is looked at has just gone
  }
}

/** When the machine is short of memory or time, a handler is served after the centre. */
function standBack(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, NICENESS)
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/oom_score_adj`, '1000')
  } catch {
    // It has just ended, or this system does not let us.
  }
}
