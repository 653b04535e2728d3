// What became of the steps of routing criteria. A step counts when it is over, for every stay in a queue
// in which it was asked.
import type { Test } from './measure.ts'
import { count, type Metric } from './metric.ts'

const STEP = { of: 'routingStep', at: 'endedAt' } as const

const expired: Test = { column: 'outcome', in: ['expired'] }
const joined: Test = { column: 'outcome', in: ['joined'] }

export const ROUTING_STEP_METRICS: readonly Metric[] = [
  /** Contacts that came to the step. */
  { name: 'STEP_CONTACTS_QUEUED', unit: 'COUNT', value: count(STEP) },
  /** Those of them that nobody took before the step was over. */
  {
    name: 'PERCENT_CONTACTS_STEP_EXPIRED',
    unit: 'PERCENT',
    value: { of: count(STEP, expired), over: count(STEP) },
  },
  /** Those of them that an agent took in it. */
  {
    name: 'PERCENT_CONTACTS_STEP_JOINED',
    unit: 'PERCENT',
    value: { of: count(STEP, joined), over: count(STEP) },
  },
]
