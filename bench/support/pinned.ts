// How the processes that are measured are started.

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
