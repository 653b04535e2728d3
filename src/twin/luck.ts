// How lucky a stretch of a simulation was: how far what the dice gave is from what they give on average.
// Long waits come from much work as well as from a bad router; what is known of the work can be taken out
// (control variates; Law, Simulation Modeling and Analysis, §11.4).
import type { Distribution } from './distribution.ts'
import type { Counted, Draws } from './traffic.ts'
import type { TrafficClass } from './traffic-model.ts'

const HOUR_MS = 3_600_000

/** Shares by which a stretch was above what was to be expected, always as many and in the same order. */
export function luckOf(classes: readonly TrafficClass[], counted: Counted): readonly number[] {
  return classes.flatMap(of => {
    const count = counted.classes.get(of.name)
    if (!count) return []
    const { arrivalsPerHour, handling, patience } = of
    return [
      ...(typeof arrivalsPerHour === 'number' && arrivalsPerHour > 0
        ? [(count.arrivals / counted.elapsedMs / arrivalsPerHour) * HOUR_MS - 1]
        : []),
      ...luckOfDraws(handling, count.handlings),
      ...(patience ? luckOfDraws(patience, count.patiences) : []),
    ]
  })
}

function luckOfDraws(distribution: Distribution, { count, sumMs, squaresMs }: Draws): number[] {
  if (distribution.kind === 'deterministic' || distribution.kind === 'empirical') return []
  const { meanMs } = distribution
  const scv = distribution.kind === 'lognormal' ? distribution.scv : 1
  return [sumMs / count / meanMs - 1, squaresMs / count / (meanMs * meanMs * (1 + scv)) - 1]
}
