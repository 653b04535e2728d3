// Which of our threads the system serves first. On Linux both niceness and scheduling policy are a
// thread's own; elsewhere they would be the whole process's, and are left alone.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, constants, getPriority, setPriority } from 'node:os'

const AUTOGROUP = '/proc/self/autogroup'
const FIRST = constants.priority.PRIORITY_HIGH
/** Niceness: a third of the time that others get, when there is too little for all. */
const GIVES_WAY = 5

/** Puts the calling thread before all others, as far as we may: only root and CAP_SYS_NICE can. */
export function preferThisThread(): void {
  if (process.platform !== 'linux') return
  tryTo(() => getPriority() > FIRST && setPriority(FIRST))
  tryTo(preferThisSession)
  // On a single processor, whatever else runs there would have to wait until we sleep.
  if (availableParallelism() > 1) tryTo(servedAtOnce)
}

/** Lets all others go before the calling thread. */
export function giveWay(): void {
  if (process.platform === 'linux') tryTo(() => setPriority(GIVES_WAY))
}

/** The processors may be shared among sessions first (sched(7), autogroups), and our process is one. */
function preferThisSession(): void {
  const nice = Number(/-?\d+$/.exec(readFileSync(AUTOGROUP, 'utf8').trim())?.[0] ?? 0)
  if (nice > FIRST) writeFileSync(AUTOGROUP, String(FIRST))
}

/**
 * Niceness says how much a thread gets, not when: one that wakes up still waits, up to 5 ms, until
 * another's slice is over. The lowest of the real-time priorities does not wait (sched(7), SCHED_RR).
 * The threads it starts are ordinary ones again, and Linux keeps 5 % of the time for these.
 */
function servedAtOnce(): void {
  const thread = readlinkSync('/proc/thread-self').split('/').at(-1) ?? ''
  execFileSync('chrt', ['--rr', '--reset-on-fork', '--pid', '1', thread], { stdio: 'ignore' })
}

/** Without it each waits its turn like everyone: no permission, no such program, another kernel. */
function tryTo(prefer: () => unknown): void {
  try {
    prefer()
  } catch {
    // Nothing is lost but evenness.
  }
}
