// The real product, started as an operator starts it, on ports and a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'
import { allProcesses, type ProcessEntry, processTree } from './process-tree.ts'
import { until } from './until.ts'

/** The first start makes a database and may build the web pages. */
const READY_TIMEOUT_MS = 90_000
const STOP_TIMEOUT_MS = 15_000

export interface ParleyOptions {
  /** Added to the environment; what is `undefined` is taken away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A data folder to start on again. Without it: a new one, gone after `stop`. */
  readonly data?: string
  readonly readyTimeoutMs?: number
}

export async function startParley(options: ParleyOptions = {}): Promise<Parley> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'parley-data-'))
  const [httpPort, sipPort] = [await freePort(), await freePort()]
  const parley = new Parley({
    data,
    httpPort,
    sipPort,
    keepsData: options.data !== undefined,
    options,
  })
  try {
    await parley.ready(options.readyTimeoutMs ?? READY_TIMEOUT_MS)
    return parley
  } catch (error) {
    await parley.stop()
    throw new Error(`Parley did not start:\n${parley.output}`, { cause: error })
  }
}

export class Parley {
  readonly data: string
  readonly httpPort: number
  readonly sipPort: number
  readonly httpUrl: string
  readonly pid: number
  /** From `npm start` to `Parley is ready`. */
  readyAfterMs = 0
  /** Everything it printed. */
  output = ''
  readonly #child: ChildProcess
  readonly #keepsData: boolean

  constructor(of: {
    data: string
    httpPort: number
    sipPort: number
    keepsData: boolean
    options: ParleyOptions
  }) {
    this.data = of.data
    this.httpPort = of.httpPort
    this.sipPort = of.sipPort
    this.httpUrl = `http://127.0.0.1:${of.httpPort}`
    this.#keepsData = of.keepsData
    this.#child = spawn(process.execPath, [resolve('bin/parley.mjs'), 'start'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PARLEY_DATA: of.data,
        PARLEY_HTTP_PORT: String(of.httpPort),
        PARLEY_SIP_PORT: String(of.sipPort),
        PARLEY_RTP_PORTS: '20000-29999',
        ...of.options.env,
      },
    })
    this.pid = this.#child.pid ?? 0
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', chunk => {
        this.output += String(chunk)
      })
    }
  }

  async ready(timeoutMs: number): Promise<void> {
    const startedAt = performance.now()
    await until(
      'Parley is ready',
      () => {
        if (this.#ended()) throw new Error(`it ended with ${this.#child.exitCode}`)
        return this.output.includes('Parley is ready')
      },
      timeoutMs,
    )
    this.readyAfterMs = performance.now() - startedAt
  }

  /** As printed on the first start; empty on a later one. */
  get credentials(): Credentials {
    return readCredentials(this.output)
  }

  /** Undefined while it runs. */
  get exitCode(): number | undefined {
    return this.#child.exitCode ?? undefined
  }

  /** Kills one of its processes with -9, the way a machine would. Returns which. */
  kill(which: keyof typeof PROCESSES): number {
    const { pid } = this.process(which)
    process.kill(pid, 'SIGKILL')
    return pid
  }

  process(which: keyof typeof PROCESSES): ProcessEntry {
    const found = this.processes().find(entry => PROCESSES[which].test(entry.command))
    if (found !== undefined) return found
    const commands = this.processes().map(entry => `${entry.pid} ${entry.command}`)
    throw new Error(`There is no ${which} process among:\n${commands.join('\n')}`)
  }

  /** Everything it runs, the database too, which may have left the family. */
  processes(): ProcessEntry[] {
    const family = processTree(this.pid)
    const postmasters = allProcesses().filter(
      entry => entry.command.includes(this.data) && PROCESSES.postgres.test(entry.command),
    )
    const strangers = postmasters.filter(entry => !family.some(({ pid }) => pid === entry.pid))
    return [...family, ...strangers.flatMap(entry => processTree(entry.pid))]
  }

  /** As Ctrl-C does. Leaves nothing behind. */
  async stop(): Promise<void> {
    const family = this.processes()
    if (!this.#ended()) this.#child.kill('SIGINT')
    await until('Parley stops', () => this.#ended(), STOP_TIMEOUT_MS).catch(() => {
      // It would not: what is left is killed below, and the test that asks about stopping fails.
    })
    for (const { pid, command } of family) {
      if (allProcesses().some(entry => entry.pid === pid && entry.command === command)) end(pid)
    }
    if (!this.#keepsData) rmSync(this.data, { recursive: true, force: true, maxRetries: 5 })
  }

  /** What still runs of it. */
  leftovers(): ProcessEntry[] {
    return this.processes().filter(entry => entry.command !== '')
  }

  #ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }
}

/** The session cookie of a user of the first start. */
export async function signIn(
  parley: Parley,
  username: string,
  password = parley.credentials.passwords[username],
): Promise<string> {
  const response = await fetch(`${parley.httpUrl}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status}`)
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const PROCESSES = {
  centre: /server\/centre(-main)?[.]/,
  voice: /server\/voice(-main)?[.]/,
  analytics: /server\/analytics(-main)?[.]/,
  sink: /server\/sink(-main)?[.]/,
  postgres: /postgres.* -D /,
} as const

export interface Credentials {
  /** By user name. */
  readonly passwords: Readonly<Record<string, string>>
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly instanceId: string
}

/**
 * Reads what the first start prints: a line `  admin  <password>` for each user, and one
 * `Access key <id>, secret <secret>`.
 */
export function readCredentials(output: string): Credentials {
  const passwords = [...output.matchAll(/^[ \t]+(\w+)[ \t]+(\S{8,})$/gm)]
  const key = /access key:?\s+(\w+)\W+\s*secret(?: access key)?:?\s+([\w+/=-]+)/i.exec(output)
  return {
    passwords: Object.fromEntries(
      passwords.map(([, user = '', password = '']) => [user, password]),
    ),
    accessKeyId: key?.[1] ?? '',
    secretAccessKey: key?.[2] ?? '',
    instanceId: /^Instance id (\S+)$/m.exec(output)?.[1] ?? '',
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}
