// One Parley per data folder: a file that names the process that has it.
import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isAlive, parseIdentity, thisProcess } from '../io/process.ts'
import { CannotStart } from './cannot-start.ts'

const HEARTBEAT_MS = 2000
/** A holder on another host (a shared disk, an earlier container) cannot be looked at: its silence decides. */
const SILENCE_MS = 5 * HEARTBEAT_MS

/** Throws `CannotStart` when a living process has the folder; takes it over from a dead one. Answers how to let it go. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock')
  const own = `${path}.${process.pid}`
  writeFileSync(own, JSON.stringify(thisProcess()), { mode: 0o600 })
  try {
    for (;;) {
      if (claim(own, path)) return keep(path)
      const holder = readText(path)
      if (holder !== undefined && holds(path, holder)) {
        const pid = parseIdentity(holder)?.pid
        throw new CannotStart(`Parley is already running on ${folder} (process ${pid}).`)
      }
      putAside(path, holder)
    }
  } finally {
    rmSync(own, { force: true })
  }
}

/** A link is made whole or not at all, and never over another. */
function claim(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function keep(path: string): () => void {
  const timer = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // The folder was taken away from under us; whoever did that will notice by other means.
    }
  }, HEARTBEAT_MS).unref()
  return () => {
    clearInterval(timer)
    rmSync(path, { force: true })
  }
}

function holds(path: string, holder: string): boolean {
  const identity = parseIdentity(holder)
  if (!identity) return false
  return isAlive(identity) ?? Date.now() - modifiedAt(path) < SILENCE_MS
}

/** Another start may have done the same and locked already: then that lock is put back. */
function putAside(path: string, holder: string | undefined): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // somebody else put it aside
  }
  if (readText(aside) !== holder) claim(aside, path)
  rmSync(aside, { force: true })
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // let go in this moment
  }
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
