// Kills one process of the product with -9 and waits until it is back.
import type { Parley } from '../test/support/parley.ts'
import { until } from '../test/support/until.ts'

const BACK_WITHIN_MS = 30_000

type Victim = Parameters<Parley['kill']>[0]

/** Returns after how many milliseconds all is well again. */
export async function killOne(
  parley: Parley,
  victim: Victim,
  isWell: () => Promise<boolean>,
): Promise<number> {
  const isThere = () => killIfThere(parley, victim)
  const killed = await until(`there is a ${victim} to kill`, isThere, BACK_WITHIN_MS)
  const at = performance.now()
  const isBack = async () => isAnother(parley, killed, victim) && (await isWell())
  await until(`${victim} is back`, isBack, BACK_WITHIN_MS)
  return Math.round(performance.now() - at)
}

function killIfThere(of: Parley, victim: Victim): number | undefined {
  try {
    return of.kill(victim)
  } catch {
    // It has not been started again yet.
    return undefined
  }
}

function isAnother(of: Parley, pid: number, victim: Victim): boolean {
  try {
    return of.process(victim).pid !== pid
  } catch {
    // As above.
    return false
  }
}
