// The usual figures of a queue, from what was counted. Their definitions follow the field: waits are
// of answered contacts unless said otherwise, shares are of the contacts that were let in.
import type { ClassCount, Counted } from './traffic.ts'

/** By name: seconds, shares (0 to 1), contacts or contacts an hour. */
export type Measures = Readonly<Record<string, number>>

/** Service levels are told for these limits. */
const LIMITS_S = [0, 5, 10, 15, 20, 30, 45, 60, 120]

/** Of one class, or of several taken together. */
export function measuresOf({ elapsedMs }: Counted, counts: readonly ClassCount[]): Measures {
  const sum = (of: (count: ClassCount) => number) => counts.reduce((all, each) => all + of(each), 0)
  const answered = counts.flatMap(({ answeredAfter }) => answeredAfter)
  const abandoned = counts.flatMap(({ abandonedAfter }) => abandonedAfter)
  const letIn = sum(each => each.arrivals - each.overflowed)
  const delayed = answered.filter(isDelay)
  const total = (list: readonly number[]) => list.reduce((all, each) => all + each, 0) / 1000
  return {
    p_wait: (delayed.length + abandoned.length) / (answered.length + abandoned.length),
    p_abandon: sum(each => each.abandoned) / letIn,
    p_overflow: sum(each => each.overflowed) / sum(each => each.arrivals),
    asa: total(answered) / answered.length,
    asa_of_delayed: total(delayed) / delayed.length,
    avg_abandon_time: total(abandoned) / abandoned.length,
    mean_wait_all: (total(answered) + total(abandoned)) / (answered.length + abandoned.length),
    mean_queue_len: sum(each => each.queuedMs) / elapsedMs,
    answered_rate_per_hour: (answered.length / elapsedMs) * 3_600_000,
    wait_p90: quantile([...answered, ...abandoned], 0.9) / 1000,
    wait_p99: quantile([...answered, ...abandoned], 0.99) / 1000,
    ...serviceLevels(answered, abandoned),
  }
}

function serviceLevels(answered: readonly number[], abandoned: readonly number[]): Measures {
  const all = answered.length + abandoned.length
  const within = (list: readonly number[], limit: number) =>
    list.filter(wait => wait <= limit * 1000 || (limit === 0 && !isDelay(wait))).length
  return Object.fromEntries(
    LIMITS_S.flatMap(limit => {
      const inTime = within(answered, limit)
      return [
        [`sl_answered.${limit}`, inTime / all],
        [`sl_removed.${limit}`, (inTime + (limit === 0 ? 0 : within(abandoned, limit))) / all],
      ]
    }),
  )
}

/** Rounding of times to whole milliseconds is no delay. */
function isDelay(waitMs: number): boolean {
  return waitMs > 0.5
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
