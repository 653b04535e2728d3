// The usual figures of a queue, from what was counted. Their definitions follow the field: waits are
// of answered contacts unless said otherwise, shares are of the contacts that were let in.
import type { ClassCount, Counted } from './traffic.ts'

/** A sum divided by another (seconds, contacts, hours), or the wait that a share of contacts do not exceed. */
export type Measure =
  | { readonly sum: number; readonly of: number }
  | { readonly share: number; readonly waitsS: Float32Array }

/** Of one stretch of a simulation, by name. */
export type Measures = Readonly<Record<string, Measure>>

/** Service levels are told for these limits. */
const LIMITS_S = [0, 5, 10, 15, 20, 30, 45, 60, 120]

/** Of one class, or of several taken together. */
export function measuresOf({ elapsedMs }: Counted, counts: readonly ClassCount[]): Measures {
  const sum = (of: (count: ClassCount) => number) => counts.reduce((all, each) => all + of(each), 0)
  const answered = counts.flatMap(({ answeredAfter }) => answeredAfter)
  const abandoned = counts.flatMap(({ abandonedAfter }) => abandonedAfter)
  const letIn = sum(each => each.arrivals - each.overflowed)
  const left = answered.length + abandoned.length
  const delayed = answered.filter(isDelay)
  const total = (list: readonly number[]) => list.reduce((all, each) => all + each, 0) / 1000
  const waitsS = Float32Array.from([...answered, ...abandoned], wait => wait / 1000).sort()
  return {
    p_wait: { sum: delayed.length + abandoned.length, of: left },
    p_abandon: { sum: sum(each => each.abandoned), of: letIn },
    p_overflow: { sum: sum(each => each.overflowed), of: sum(each => each.arrivals) },
    asa: { sum: total(answered), of: answered.length },
    asa_of_delayed: { sum: total(delayed), of: delayed.length },
    avg_abandon_time: { sum: total(abandoned), of: abandoned.length },
    mean_wait_all: { sum: total(answered) + total(abandoned), of: left },
    mean_queue_len: { sum: sum(each => each.queuedMs), of: elapsedMs },
    answered_rate_per_hour: { sum: answered.length, of: elapsedMs / 3_600_000 },
    wait_p90: { share: 0.9, waitsS },
    wait_p99: { share: 0.99, waitsS },
    ...serviceLevels(answered, abandoned),
  }
}

function serviceLevels(answered: readonly number[], abandoned: readonly number[]): Measures {
  const of = answered.length + abandoned.length
  const within = (list: readonly number[], limit: number) =>
    list.filter(wait => wait <= limit * 1000 || (limit === 0 && !isDelay(wait))).length
  return Object.fromEntries(
    LIMITS_S.flatMap(limit => {
      const inTime = within(answered, limit)
      const lost = limit === 0 ? 0 : within(abandoned, limit)
      return [
        [`sl_answered.${limit}`, { sum: inTime, of }],
        [`sl_removed.${limit}`, { sum: inTime + lost, of }],
      ]
    }),
  )
}

/** Rounding of times to whole milliseconds is no delay. */
function isDelay(waitMs: number): boolean {
  return waitMs > 0.5
}
