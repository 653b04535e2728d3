// Totals since the instance began, for `/metrics` and for recounting. They only grow.

export const COUNTER_NAMES = [
  'contacts_initiated',
  'contacts_refused',
  'contacts_queued',
  'contacts_connected_to_agent',
  'contacts_abandoned',
  'contacts_completed',
  'offers_made',
  'offers_accepted',
  'offers_missed',
  'offers_rejected',
  'offers_withdrawn',
  'offers_failed',
  'legs_lost',
  'calls_made',
  'calls_unanswered',
  // How well waits were foretold: of those whose wait was, by how much too long or too short.
  'waits_foretold',
  'waits_foretold_too_long_ms',
  'waits_foretold_too_short_ms',
] as const

export type CounterName = (typeof COUNTER_NAMES)[number]

export type Counters = Record<CounterName, number>

export function newCounters(): Counters {
  return Object.fromEntries(COUNTER_NAMES.map(name => [name, 0])) as Counters
}
