// How the processes that are measured are started.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Linux may share the processors among sessions first (sched(7), autogroups): nice says nothing then. */
const SESSION_FIRST = 'echo -15 2>/dev/null > /proc/self/autogroup || true'

/** Above what else the machine does, where we may, and on one processor if told so. */
export function pinned(cpu: number | undefined, command: readonly string[]): [string, string[]] {
  const first = process.getuid?.() === 0 ? ['nice', '-n', '-15'] : []
  const pin = cpu === undefined ? [] : ['taskset', '-c', String(cpu)]
  return [
    'bash',
    ['-c', `${SESSION_FIRST}; ulimit -n 16384; exec "$@"`, '-', ...first, ...pin, ...command],
  ]
}

/** What to put before a command that is to be served at once, before all of lower priority; where we may. */
export function realTime(priority: 1 | 2): readonly string[] {
  const command = ['chrt', '--rr', String(priority)]
  return spawnSync('chrt', [...command.slice(1), 'true']).status === 0 ? command : []
}

/** This process, and what it starts, from now on; where we may. */
export function goFirst(): void {
  try {
    writeFileSync('/proc/self/autogroup', '-15')
    setPriority(-15)
  } catch {
    // Then it shares the machine as everybody does.
  }
}
