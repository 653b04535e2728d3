// How contacts went through flows. A run counts when it is over, unless the metric says otherwise.
import type { Expression } from './measure.ts'
import { average, count, type Metric, max, min, span } from './metric.ts'

const RUN = { of: 'flow', at: 'endedAt' } as const
const LENGTH: Expression = span('startedAt', 'endedAt')

export const FLOW_METRICS: readonly Metric[] = [
  /** Runs that began, counted when they began. Those that go on are not in history yet. */
  { name: 'FLOWS_STARTED', unit: 'COUNT', value: count({ of: 'flow', at: 'startedAt' }) },
  /** Runs that ended, by what followed them. */
  { name: 'FLOWS_OUTCOME', unit: 'COUNT', value: count(RUN) },
  /** Those with the outcomes the filter names, of all. */
  {
    name: 'PERCENT_FLOWS_OUTCOME',
    unit: 'PERCENT',
    metricFilters: ['FLOWS_OUTCOME_TYPE'],
    isShare: true,
    value: { of: count(RUN), over: count(RUN) },
  },
  { name: 'AVG_FLOW_TIME', unit: 'SECONDS', value: average(RUN, LENGTH) },
  { name: 'MAX_FLOW_TIME', unit: 'SECONDS', value: max(RUN, LENGTH) },
  { name: 'MIN_FLOW_TIME', unit: 'SECONDS', value: min(RUN, LENGTH) },
]
