// Processes and their children as Linux shows them in /proc.
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** The command line, words apart by blanks. */
  readonly command: string
  /** User and system time it has had, in clock ticks (100 a second on every Linux). */
  readonly ticks: number
  /** The same of its children that have ended. */
  readonly endedChildrenTicks: number
  readonly residentBytes: number
}

const PAGE_BYTES = 4096

/** A process and everything below it, itself first. Empty when it has ended. */
export function processTree(pid: number): ProcessEntry[] {
  const all = allProcesses()
  const tree = all.filter(entry => entry.pid === pid)
  for (const parent of tree) tree.push(...all.filter(entry => entry.parent === parent.pid))
  return tree
}

export function allProcesses(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => readEntry(Number(name)))
}

function readEntry(pid: number): ProcessEntry[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may hold anything, blanks and brackets too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return [
      {
        pid,
        parent: Number(fields[1]),
        command,
        ticks: Number(fields[11]) + Number(fields[12]),
        endedChildrenTicks: Number(fields[13]) + Number(fields[14]),
        residentBytes: Number(fields[21]) * PAGE_BYTES,
      },
    ]
  } catch {
    // It ended while we looked.
    return []
  }
}
