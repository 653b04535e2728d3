// When contacts come: a Poisson stream whose rate follows the time of day.
import type { Instant } from '../core/instant.ts'
import type { Dice } from './distribution.ts'

/** Contacts an hour in each interval of the day, from midnight on; none after the last. */
export interface DayRates {
  readonly intervalMs: number
  readonly perHour: readonly number[]
}

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The next arrival after `now`. Undefined: nobody ever comes. */
export function nextArrival(
  rate: number | DayRates,
  now: Instant,
  { dice, midnight }: { readonly dice: Dice; readonly midnight: Instant },
): Instant | undefined {
  if (typeof rate === 'number') {
    if (rate <= 0) return undefined
    return now + dice.draw({ kind: 'exponential', meanMs: HOUR_MS / rate })
  }
  if (!rate.perHour.some(each => each > 0)) return undefined
  // As many contacts as are expected until the next one comes, spent interval by interval.
  let left = dice.draw({ kind: 'exponential', meanMs: 1 })
  for (let at = now; ; ) {
    const time = (at - midnight) % DAY_MS
    const index = Math.floor(time / rate.intervalMs)
    const end = at - time + Math.min((index + 1) * rate.intervalMs, DAY_MS)
    const perHour = rate.perHour[index] ?? 0
    const expected = (perHour * (end - at)) / HOUR_MS
    if (left < expected) return at + (left / perHour) * HOUR_MS
    left -= expected
    at = end
  }
}
