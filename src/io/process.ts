// Other processes on this machine: whether they live, and whether they are still who they were.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process that can be told from a later one with the same number. Plain JSON. */
export interface ProcessIdentity {
  /** Host and, where it is known, its boot: numbers mean nothing elsewhere. */
  readonly host: string
  readonly pid: number
  /** When it began, in the system's own words. */
  readonly began: string
}

/** Who we are. */
export function thisProcess(): ProcessIdentity {
  return { host: thisHost(), pid: process.pid, began: beganAt(process.pid) ?? '' }
}

/** The process with this number now, if there is one. */
export function identify(pid: number): ProcessIdentity | undefined {
  const began = beganAt(pid)
  return began === undefined ? undefined : { host: thisHost(), pid, began }
}

/** Undefined when it lives (or lived) on another host, where we cannot look. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== thisHost()) return undefined
  return beganAt(identity.pid) === identity.began
}

/** Reads an identity that was written as JSON; undefined when the text is something else. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { host, pid, began } = JSON.parse(text) as Partial<ProcessIdentity>
    const sound =
      typeof host === 'string' &&
      typeof began === 'string' &&
      typeof pid === 'number' &&
      Number.isSafeInteger(pid) &&
      pid > 1
    return sound ? { host, pid, began } : undefined
  } catch {
    return undefined // a file half written by a process that was killed
  }
}

/** The command line as the system shows it; empty when it is gone or not ours to see. */
export function commandLine(pid: number): string {
  try {
    if (process.platform !== 'linux') return ps(pid, 'command=') ?? ''
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return '' // gone
  }
}

/** Sends a signal; false when there is no such process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false // ESRCH: it went first. EPERM: not ours, and then not what we look for either.
  }
}

let host: string | undefined
function thisHost(): string {
  host ??= `${hostname()} ${bootId()}`.trim()
  return host
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return '' // not Linux
  }
}

function beganAt(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  try {
    // proc(5): the command stands in parentheses and may hold any character; after it come the state
    // (field 3) and, as field 22, the start in clock ticks since boot.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const found = execFileSync('ps', ['-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return found.trim() || undefined
  } catch {
    return undefined // ps answers 1 when there is no such process
  }
}
