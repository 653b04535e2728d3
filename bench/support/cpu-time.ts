// How much of the processors something has had. The machine is shared, so the clock on the wall says
// little; CPU seconds of a whole process tree can be compared.
import { processTree } from '../../test/support/process-tree.ts'

const TICKS_PER_SECOND = 100

/** CPU seconds that a process, its children and their ended children have had so far. */
export function cpuSecondsOf(pid: number): number {
  const ticks = processTree(pid).map(entry => entry.ticks + entry.endedChildrenTicks)
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND
}

/** CPU seconds that several process trees have while `work` goes on. */
export async function cpuSecondsDuring(
  pids: readonly number[],
  work: () => Promise<unknown>,
): Promise<number> {
  const total = () => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0)
  const before = total()
  await work()
  return total() - before
}

/** CPU seconds this very process spends on `work`, in microseconds' precision. */
export async function ownCpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
